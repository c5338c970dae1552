import Foundation
import Testing
import Zip

@testable import XLSX

/// Originals and marked copies of one test.
struct MarkedFiles {
    let folder = PeerFolder()
    var original: String { folder.path("original.xlsx") }
    var marked: String { folder.path("marked.xlsx") }

    static func mark(_ cell: String, _ reason: String = "wrong", sheet: String = "S", value: String = "v") -> CellMark {
        let place = CellReference(cell) ?? CellReference(column: -1, row: -1)
        return CellMark(
            sheet: sheet, row: place.row, column: place.column, columnTitle: "title", value: value, reason: reason)
    }

    /// Marks a handmade workbook and gives the text of one part of the copy.
    func part(
        _ part: String = "xl/worksheets/sheet1.xml", of book: OddWorkbook, marking cells: [String]
    ) throws -> String {
        try book.write(to: original)
        try markCells(in: original, to: marked, marks: cells.map { Self.mark($0) })
        return try text(of: part)
    }

    func text(of part: String, in path: String? = nil) throws -> String {
        let archive = try ZipArchive(path: path ?? marked)
        return try String(decoding: archive.bytes(of: #require(archive.entry(named: part))), as: UTF8.self)
    }

    func names(in path: String? = nil) throws -> Set<String> {
        Set(try ZipArchive(path: path ?? marked).entries.map(\.name))
    }

    /// Marks the marked copy again.
    func again(_ marks: [CellMark], options: MarkingOptions = MarkingOptions()) throws {
        try FileManager.default.moveItem(atPath: marked, toPath: folder.path("again.xlsx"))
        try markCells(in: folder.path("again.xlsx"), to: marked, marks: marks, options: options)
        try FileManager.default.removeItem(atPath: folder.path("again.xlsx"))
    }
}
