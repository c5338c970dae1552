import Glibc

@testable import XLSX

/// Marks some cells of every worksheet of a workbook, cleans the copy again, and makes sure that no value changed.
struct Marking {
    private let marked = MemoryFile("marked")
    private let cleaned = MemoryFile("cleaned")

    func check(_ path: String, limits: XLSXLimits = .fuzzing) {
        guard let original = try? Workbook(path: path, limits: limits) else { return }
        let before = try? values(original)
        var marks: [CellMark] = []
        for sheet in original.sheets.prefix(20) where sheet.kind == .worksheet {
            for (row, column) in [(1, 0), (2, 1), (3, 3), (500, 7)] {
                marks.append(
                    CellMark(
                        sheet: sheet.name, row: row, column: column, columnTitle: "c", value: "=1", reason: "<&> é"))
            }
        }
        do {
            try markCells(in: path, to: marked.path, marks: marks, limits: limits)
            let list = try compare(marked.path, before, limits, "marking")
            guard marks.isEmpty || before == nil || list > 0 else { broken("there is no list of marks") }
            try markCells(in: marked.path, to: cleaned.path, marks: [], limits: limits)
            _ = try compare(cleaned.path, before, limits, "cleaning")
        } catch MarkingError.writing(let error) {
            broken("\(error)")
        } catch is MarkingError {
        } catch {
            broken("a marked copy cannot be read: \(error)")
        }
    }

    /// How many lists of marks the copy has.
    private func compare(
        _ path: String, _ before: [String: String]?, _ limits: XLSXLimits, _ what: String
    ) throws -> Int {
        let copy = try Workbook(path: path, limits: limits)
        let lists = copy.sheets.filter { isMarkList($0, in: copy) }
        guard let before, lists.count <= 1 else { return lists.count }
        let after = try values(copy, without: lists.first?.name)
        guard after == before else {
            let lost = before.filter { after[$0.key] != $0.value }
            let new = after.filter { before[$0.key] != $0.value }
            broken("\(what) changed values: \(lost) became \(new)")
        }
        return lists.count
    }
}
