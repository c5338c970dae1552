import ArgumentParser
import Basics
import DelimitedText
import Foundation
import XLSX

struct SheetCellsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cells", abstract: "Print every cell of every sheet, or of a CSV or tab text, as JSON.")

    @Argument(help: "The workbook, CSV or tab text.") var file: String

    func run() throws {
        do {
            func print(_ piece: UnsafeRawBufferPointer) throws {
                try FileHandle.standardOutput.write(contentsOf: Data(piece))
            }
            switch try SheetFile(path: try existing(file)) {
            case .workbook(let workbook): try CellsJSON.write(workbook, to: print)
            case .text(let text): try CellsJSON.write(name: "", rows: text.readRows, to: print)
            }
        } catch let error as XLSXError {
            throw Complaint(Failure(.invalid, code: "sheet.unreadable", error.description))
        } catch let error as DelimitedTextError {
            throw Complaint(Failure(.invalid, code: "sheet.unreadable", error.description))
        } catch let failure as Failure {
            throw Complaint(failure)
        }
    }
}
