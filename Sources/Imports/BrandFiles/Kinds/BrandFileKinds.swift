import Basics
import Catalog
import DelimitedText
package import ImportSchema
import Storage
import XLSX

/// The kinds of brand files that there are.
package struct BrandFileKinds: Sendable {
    private let kinds: [any BrandFileKind]

    package init(_ kinds: [any BrandFileKind]) {
        self.kinds = kinds
    }

    /// These, and one more.
    package func adding(_ kind: any BrandFileKind) -> BrandFileKinds { BrandFileKinds(kinds + [kind]) }

    package subscript(name: String) -> (any BrandFileKind)? {
        kinds.first { type(of: $0).name == name }
    }

    /// In their order.
    package var names: [String] { kinds.map { type(of: $0).name } }
}

extension BrandFileKind {
    /// Reads the whole table and tells what is wrong with it by itself.
    package func check(_ table: TableFile, progress: (Int) throws -> Void = { _ in }) throws -> CheckReport {
        var check = SheetCheck(schema(try table.cellReading()))
        var rules = makeRules()
        try read(table, with: &check, progress: progress) { row, faults, layout, report in
            rules.take(row, faults, layout, &report)
        }
        return check.finish { layout, report in rules.finish(layout, &report) }
    }

    /// Reads a table that was found good again, and applies its rows.
    func apply(
        _ table: TableFile, of file: BrandFile, for brand: Brand, at now: Instant, in tx: any Transaction
    ) throws -> ChangeReport? {
        var check = SheetCheck(schema(try table.cellReading()))
        var change = try makeChange(of: file, for: brand, at: now, in: tx)
        var found: ChangeReport?
        var rows: [PlacedRow<Row>] = []
        try read(table, with: &check, progress: { _ in }) { row, _, layout, _ in
            if found == nil { found = ChangeReport(layout) }
            rows.append(row)
            guard rows.count == Self.batch, var report = found else { return }
            try change.apply(rows, &report)
            found = report
            rows.removeAll(keepingCapacity: true)
        }
        guard var report = found else { return nil }
        if !rows.isEmpty { try change.apply(rows, &report) }
        try change.finish(&report)
        return report
    }

    private func read(
        _ table: TableFile, with check: inout SheetCheck<Row>, progress: (Int) throws -> Void,
        _ receive: (PlacedRow<Row>, RowFaults, SheetLayout, inout CheckReport) throws -> Void
    ) throws {
        var place = 0
        do {
            try check.read(table, progress: progress) { number, row, faults, layout, report in
                place += 1
                try receive(PlacedRow(number: number, place: place, row: row), faults, layout, &report)
            }
        } catch let error as SheetCheckError {
            throw Failure.invalid("file", code: "file.no-cells", error.description)
        } catch let error as XLSXError where !error.isInputOutput {
            throw Failure.invalid("file", code: "file.damaged", error.description)
        } catch let error as DelimitedTextError where !error.isInputOutput {
            throw Failure.invalid("file", code: "file.damaged", error.description)
        }
    }

    /// Writes the template: the headers and an example.
    package func writeTemplate(to path: String) throws {
        let writer = try WorkbookWriter(path: path)
        let columns = columns(CellReading(hasDecimalComma: false))
        let widths = zip(columns, example).map { Double(max($0.title.count, min($1.count, 40)) + 4) }
        try writer.startSheet(
            Self.name, .init(columns: widths.map { .init(width: $0, format: .text) }, frozenRows: 1))
        try writer.append(columns.map { .text($0.title) }, style: .header)
        try writer.append(example.map { $0.isEmpty ? .blank : .text($0) })
        try writer.finish()
    }
}
