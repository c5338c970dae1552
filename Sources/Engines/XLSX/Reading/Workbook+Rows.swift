import CByteScan

/// A sheet's size as it was read, not as the workbook claims it.
public struct SheetExtent: Sendable, Equatable {
    /// Rows with at least one value.
    public var rows = 0
    /// Cells with a value.
    public var cells = 0

    public init(rows: Int = 0, cells: Int = 0) {
        self.rows = rows
        self.cells = cells
    }
}

extension Workbook {
    /// Reads a sheet's rows in the order of the file, handing over each that has a value or a formula, until the
    /// closure answers false; rows without content are passed over.
    ///
    /// Memory does not grow with the sheet. Throws `XLSXError`, or what the closure throws.
    public func readRows(of sheet: Sheet, _ body: (borrowing SheetRow) throws -> Bool) throws {
        var scanner = try scanner(of: sheet)
        while try scanner.nextRow() {
            scanner.fetchTexts()
            guard try body(scanner.row) else { return }
        }
    }

    /// Decodes every cell of every worksheet and counts.
    public func countCells() throws(XLSXError) -> SheetExtent {
        var extent = SheetExtent()
        for sheet in sheets where sheet.kind == .worksheet {
            var scanner = try scanner(of: sheet)
            while try scanner.nextRow() {
                let row = scanner.row
                var filled = 0
                for position in 0..<row.count where row[position].kind != .blank { filled += 1 }
                if filled > 0 { extent.rows += 1 }
                extent.cells += filled
            }
        }
        return extent
    }

    func scanner(of sheet: Sheet) throws(XLSXError) -> SheetScanner {
        switch sheet.kind {
        case .worksheet: break
        case .missing: throw .missingPart(sheet.part.isEmpty ? sheet.name : sheet.part)
        default: throw .notAWorksheet(sheet: sheet.name, kind: sheet.kind.rawValue)
        }
        // The sheet is opened first: while the tables are read, its first blocks are inflated on another core.
        let xml = try package.scanner(of: sheet.part, window: 256 << 10)
        return SheetScanner(xml, tables: try loadTables(), is1904: isDate1904)
    }
}

extension SheetScanner {
    /// Shared strings lie about in megabytes: those of the row are fetched at once, before one after another is read.
    @inline(__always)
    fileprivate func fetchTexts() {
        for position in 0..<cellCount where cells[position].flags & StoredCell.shared != 0 {
            byte_scan_prefetch(strings.bytes + Int(cells[position].start))
        }
    }
}
