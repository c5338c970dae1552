import ArgumentParser
import Assembly

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the database's schema up to date.",
        discussion: "Servers do this by themselves when they start. A schema that a newer Gatehouse made is refused.")

    @OptionGroup var installation: ConfigurationOptions

    func run() async throws {
        try await reporting {
            let settings = try await installation.read()
            let services = try Services(settings, logger: settings.makeLogger())
            let applied = try await services.migrate()
            print(
                applied.isEmpty ? "The schema is up to date." : applied.map { "applied \($0)" }.joined(separator: "\n"))
            try await services.close()
        }
    }
}
