import ArgumentParser
import Assembly

/// The command line of Gatehouse.
@main
struct Gatehouse: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "gatehouse",
        abstract: "Keeps the gate through which people at the door and files from partners come.",
        version: version,
        groupedSubcommands: [
            CommandGroup(name: "Running", subcommands: [Serve.self, Work.self, Demo.self]),
            CommandGroup(
                name: "Operating",
                subcommands: [
                    Migrate.self, OrganizationCommand.self, UserCommand.self, TokenCommand.self, IntercomCommand.self,
                    FileCommand.self, CatalogCommand.self, TrailCommand.self, OAuthCommand.self,
                    DoctorCommand.self, SettingsCommand.self,
                ]),
            CommandGroup(
                name: "Keeping", subcommands: [BackupCommand.self, RestoreCommand.self, CopyCommand.self]),
            CommandGroup(name: "Spreadsheets", subcommands: [SheetCommand.self]),
        ])
}
