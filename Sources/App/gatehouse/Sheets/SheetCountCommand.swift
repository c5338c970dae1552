import ArgumentParser
import Basics
import XLSX

struct SheetCountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "count", abstract: "Decode every cell of every sheet and count them.")

    @Argument(help: "The workbook.") var file: String

    func run() throws {
        do {
            let count = try Workbook(path: file).countCells()
            print("rows \(count.rows) cells \(count.cells)")
        } catch {
            throw Complaint(Failure(.invalid, code: "sheet.unreadable", error.description))
        }
    }
}
