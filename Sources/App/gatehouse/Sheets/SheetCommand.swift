import ArgumentParser

struct SheetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheet", abstract: "Check and read spreadsheets without a server.",
        subcommands: [
            SheetCheckCommand.self, SheetTemplateCommand.self, SheetCellsCommand.self, SheetCountCommand.self,
        ])
}
