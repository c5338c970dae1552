import ArgumentParser
import Basics
import Foundation
import XLSX

struct SheetCellsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cells", abstract: "Print every cell of every sheet as JSON.")

    @Argument(help: "The workbook.") var file: String

    func run() throws {
        do {
            try CellsJSON.write(try Workbook(path: try existing(file))) { piece in
                try FileHandle.standardOutput.write(contentsOf: Data(piece))
            }
        } catch let error as XLSXError {
            throw Complaint(Failure(.invalid, code: "sheet.unreadable", error.description))
        } catch let failure as Failure {
            throw Complaint(failure)
        }
    }
}
