import ArgumentParser

struct SheetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheet", abstract: "Check and read workbooks without a server.",
        subcommands: [SheetCheckCommand.self, SheetCellsCommand.self, SheetCountCommand.self])
}
