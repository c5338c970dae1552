public import Zip

/// Writes a new workbook to a file, sheet after sheet and row after row, without holding rows in memory.
///
/// The package (ECMA-376 part 1, 12.3; part 2):
///
///     xl/worksheets/sheetN.xml     one for each sheet, texts inside
///     xl/styles.xml                the styles used
///     xl/workbook.xml              names and order of the sheets
///     xl/_rels/workbook.xml.rels   which part is which sheet
///     _rels/.rels                  which part is the workbook
///     [Content_Types].xml          what kind each part is
///
/// For one task at a time. A workbook that is not finished leaves no file.
public final class WorkbookWriter {
    private let archive: ZipWriter
    private let styles = StyleTable()
    private var sheets: [SheetEntry] = []
    private var current: SheetWriter?

    /// Creates the file, or empties it if it is there. The same content gives the same bytes if `timestamp` is the
    /// same.
    public init(path: String, timestamp: ZipTimestamp = .epoch) throws(WorkbookWriteError) {
        do { archive = try ZipWriter(path: path, timestamp: timestamp) } catch { throw .archive(error) }
    }

    /// Begins the next sheet and ends the one before.
    public func startSheet(_ name: String, _ layout: Layout = Layout()) throws(WorkbookWriteError) {
        if let rule = SheetName.brokenRule(of: name) { throw .sheetName(name, rule: rule) }
        guard !sheets.contains(where: { SheetName.key(of: $0.name) == SheetName.key(of: name) }) else {
            throw .sheetName(name, rule: "another sheet has that name")
        }
        try endSheet()
        let styles = styles
        current = try SheetWriter(
            name, part: "xl/worksheets/sheet\(sheets.count + 1).xml", in: archive, layout: layout,
            selected: !layout.hidden && sheets.allSatisfy(\.hidden), styleIndex: { styles.index(of: $0) })
        sheets.append(SheetEntry(name: name, hidden: layout.hidden))
    }

    /// Writes the next row of the sheet; `style` is for cells without one of their own and goes before the columns'.
    @inlinable
    public func append(_ cells: some Sequence<Cell>, style: Style? = nil) throws(WorkbookWriteError) {
        var failure: WorkbookWriteError?
        let done: Void? = cells.withContiguousStorageIfAvailable { cells in
            do throws(WorkbookWriteError) { try append(row: cells, style: style) } catch { failure = error }
        }
        if let failure { throw failure }
        if done == nil { try append(Array(cells), style: style) }
    }

    @usableFromInline
    func append(row: UnsafeBufferPointer<Cell>, style: Style?) throws(WorkbookWriteError) {
        guard let current else { throw .misuse("a row before the first sheet") }
        try current.append(row, style: style)
    }

    /// Rows of the current sheet so far.
    public var rowCount: Int { current?.rowCount ?? 0 }

    /// Ends the last sheet and writes everything else. A workbook needs at least one sheet that is not hidden.
    public func finish() throws(WorkbookWriteError) {
        guard sheets.contains(where: { !$0.hidden }) else { throw .misuse("the end before the first visible sheet") }
        try endSheet()
        try add("xl/styles.xml", styles.part)
        try add("xl/workbook.xml", WorkbookParts.workbook(sheets))
        try add("xl/_rels/workbook.xml.rels", WorkbookParts.workbookRelationships(sheets))
        try add("_rels/.rels", WorkbookParts.packageRelationships)
        try add("[Content_Types].xml", WorkbookParts.contentTypes(sheets))
        do { try archive.finish() } catch { throw .archive(error) }
    }

    private func endSheet() throws(WorkbookWriteError) {
        guard let ended = current else { return }
        try ended.finish()
        sheets[sheets.count - 1].filterRange = ended.filterRange
        current = nil
    }

    private func add(_ name: String, _ xml: String) throws(WorkbookWriteError) {
        do { try archive.add(name, Array(xml.utf8)) } catch { throw .archive(error) }
    }
}
