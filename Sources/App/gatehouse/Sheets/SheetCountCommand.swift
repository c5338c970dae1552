import ArgumentParser
import Basics
import DelimitedText
import XLSX

struct SheetCountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "count", abstract: "Decode every cell of every sheet, or of a CSV or tab text, and count them.")

    @Argument(help: "The workbook, CSV or tab text.") var file: String

    func run() throws {
        do {
            let count =
                switch try SheetFile(path: try existing(file)) {
                case .workbook(let workbook): try workbook.countCells()
                case .text(let text): try text.countCells()
                }
            print("rows \(count.rows) cells \(count.cells)")
        } catch let error as XLSXError {
            throw Complaint(Failure(.invalid, code: "sheet.unreadable", error.description))
        } catch let error as DelimitedTextError {
            throw Complaint(Failure(.invalid, code: "sheet.unreadable", error.description))
        } catch let failure as Failure {
            throw Complaint(failure)
        }
    }
}
