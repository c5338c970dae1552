package import Basics
import ImportRuns
package import ImportSchema
package import XLSX

extension TableFile {
    /// Writes a copy with the wrong cells marked: of a workbook everything else stays as it is, of a text a workbook is
    /// made first.
    ///
    /// - Parameter source: where the table was opened.
    package func writeMarked(
        _ report: CheckReport, to path: String, from source: String, in temporary: TemporaryFolder, limits: XLSXLimits
    ) throws {
        let marks = MarkedWorkbook(report)
        guard case .text = self else { return try marks.write(copyOf: source, to: path, limits: limits) }
        try temporary.withFile(".xlsx") { workbook in
            try copy(to: workbook)
            try marks.write(copyOf: workbook, to: path, limits: limits)
        }
    }

    /// Writes a text's table as a workbook, each record in the row of its number and each field as a text.
    private func copy(to path: String) throws {
        let writer = try WorkbookWriter(path: path)
        try writer.startSheet(TableFile.copiedSheet)
        var cells: [WorkbookWriter.Cell] = []
        var written = 0
        try readRows { row in
            while written < row.index - 1 {
                try writer.append([WorkbookWriter.Cell]())
                written += 1
            }
            cells.removeAll(keepingCapacity: true)
            for position in 0..<row.count {
                while cells.count < row[position].column { cells.append(.blank) }
                cells.append(
                    row[position].kind == .blank ? .blank : .text(String(row[position].string.prefix(longestCell))))
            }
            try writer.append(cells, style: .text)
            written += 1
            return true
        }
        try writer.finish()
    }
}

/// Characters that a cell of a sheet has room for.
private let longestCell = 32_767
