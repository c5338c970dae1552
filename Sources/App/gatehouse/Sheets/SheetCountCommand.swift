import ArgumentParser
import Basics
import XLSX

struct SheetCountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "count", abstract: "Decode every cell of every sheet and count them.")

    @Argument(help: "The workbook.") var file: String

    func run() throws {
        do {
            let count = try Workbook(path: try existing(file)).countCells()
            print("rows \(count.rows) cells \(count.cells)")
        } catch let error as XLSXError {
            throw Complaint(Failure(.invalid, code: "sheet.unreadable", error.description))
        } catch let failure as Failure {
            throw Complaint(failure)
        }
    }
}
