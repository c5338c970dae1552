import Zip

/// The sheet of ours that lists all marks.
///
/// It is known again by its name (the title, alone or with a number in brackets), by a first row that is exactly the
/// five headers, and by a second column that holds names of cells. All three survive being saved by other programs;
/// nobody else's sheet has all three.
struct MarkList {
    let options: MarkingOptions
    let marks: ArraySlice<CellMark>
    /// Marks for which there was no room.
    let moreCount: Int

    /// The first rows of a sheet that are looked at to tell whether it is ours.
    private static let judgedRows = 20

    /// Writes the sheet as a part of a workbook.
    func write(
        _ name: String, to part: String, of archive: ZipWriter, namespace: String,
        styleIndex: @escaping (WorkbookWriter.Style) -> Int
    ) throws(WorkbookWriteError) {
        let layout = WorkbookWriter.Layout(
            columns: [20, 10, 24, 32, 80].map { .init(width: $0, format: .text) }, frozenRows: 1)
        let sheet = try SheetWriter(
            name, part: part, in: archive, layout: layout, namespace: namespace, styleIndex: styleIndex)
        try sheet.append(row: options.headers.map { .text(Self.short($0)) }, style: .header)
        for mark in marks {
            let cell = CellName.text(row: mark.row, column: mark.column)
            try sheet.append(row: [
                .text(Self.short(mark.sheet)),
                .linked(.text(cell), to: .init(sheet: mark.sheet, row: mark.row, column: mark.column)),
                .text(Self.short(mark.columnTitle)), .text(Self.short(mark.value)), .text(Self.short(mark.reason)),
            ])
        }
        if moreCount > 0 { try sheet.append(row: [.text(Self.short(options.more(moreCount)))]) }
        try sheet.finish()
    }

    /// Whether a sheet is an earlier list of ours, and whether somebody wrote formulas into it.
    static func recognize(
        _ sheet: Sheet, in workbook: Workbook, options: MarkingOptions
    ) -> (isOurs: Bool, hasFormulas: Bool) {
        guard sheet.kind == .worksheet, isTitle(sheet.name, options.sheetTitle) else { return (false, false) }
        var isOurs = false
        var hasFormulas = false
        var count = 0
        do {
            try workbook.readRows(of: sheet) { row in
                count += 1
                var texts: [Int: String] = [:]
                for position in 0..<row.count {
                    if row[position].hasFormula { hasFormulas = true }
                    if row[position].kind != .blank { texts[row[position].column] = row[position].string }
                }
                if count == 1 {
                    isOurs =
                        row.index == 1 && texts.count == options.headers.count
                        && options.headers.enumerated().allSatisfy { texts[$0.offset] == $0.element }
                } else if count <= judgedRows, let cell = texts[1] {
                    isOurs = isOurs && CellReference(cell) != nil
                }
                return isOurs
            }
        } catch {
            return (false, false)
        }
        return (isOurs, hasFormulas)
    }

    /// A name for a new list that no other sheet has.
    static func freeName(_ title: String, among names: [String]) -> String {
        let taken = Set(names.map(SheetName.key(of:)))
        if !taken.contains(SheetName.key(of: title)) { return title }
        var number = 2
        while true {
            let end = " (\(number))"
            let name = clipped(title, to: SheetLimits.sheetName - end.utf16.count) + end
            if !taken.contains(SheetName.key(of: name)) { return name }
            number += 1
        }
    }

    private static func isTitle(_ name: String, _ title: String) -> Bool {
        if name == title { return true }
        guard name.hasSuffix(")"), let open = name.range(of: " (", backwards: true) else { return false }
        let digits = name[open.upperBound...].dropLast()
        return !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isNumber }
            && title.hasPrefix(name[..<open.lowerBound])
    }

    /// As much of a text as fits into a cell.
    static func short(_ text: String) -> String {
        if text.utf16.count <= SheetLimits.text { return text }
        return clipped(text, to: SheetLimits.text - 1) + "…"
    }

    private static func clipped(_ text: String, to units: Int) -> String {
        var clipped = ""
        var count = 0
        for scalar in text.unicodeScalars {
            count += scalar.utf16.count
            if count > units { break }
            clipped.unicodeScalars.append(scalar)
        }
        return clipped
    }
}

extension String {
    fileprivate func range(of text: String, backwards: Bool) -> Range<Index>? { ranges(of: text).last }
}
