package import BrandFiles
import Catalog
package import ImportSchema

/// Between the rows of a product file: codes of variants and barcodes are their own, and the rows of one product agree on
/// it.
package struct ProductRules: RowRules {
    private var variantCodes = UniqueValues<String>()
    private var barcodes = UniqueValues<Barcode>()
    private var products: [String: First] = [:]
    private var aboveRRP = 0

    /// What a product's first row says of it; of long texts a hash is enough.
    private struct First {
        let row: Int32
        let title: Int
        let description: Int
        let category: Int
    }

    package mutating func take(
        _ placed: PlacedRow<Products.Row>, _ faults: RowFaults, _ layout: SheetLayout, _ report: inout CheckReport
    ) {
        let row = placed.row
        if !faults.contains(.variantCode) {
            variantCodes.take(
                row.variantCode, "variant code", row: placed.number, column: .variantCode, layout, &report)
        }
        if let barcode = row.barcode {
            barcodes.take(barcode, "barcode", row: placed.number, column: .barcode, layout, &report)
        }
        if !faults.contains(.code) { compare(placed, faults, layout, &report) }
        if let sellPrice = row.sellPrice, !faults.contains(.rrp), sellPrice > row.rrp { aboveRRP += 1 }
    }

    private mutating func compare(
        _ placed: PlacedRow<Products.Row>, _ faults: RowFaults, _ layout: SheetLayout, _ report: inout CheckReport
    ) {
        let row = placed.row
        let this = First(
            row: Int32(truncatingIfNeeded: placed.number), title: row.title.hashValue,
            description: row.description.hashValue, category: row.category.hashValue)
        guard let first = products[row.code] else {
            products[row.code] = this
            return
        }
        for (column, differs, value) in [
            (Products.Column.title, first.title != this.title, row.title),
            (.description, first.description != this.description, row.description),
            (.category, first.category != this.category, row.category),
        ] where differs && !faults.contains(column) {
            report.add(
                layout.problem(
                    row: placed.number, column: column.rawValue, value: value, "product.conflict",
                    "Row \(first.row) says something else of the product \(row.code). Make the rows agree."))
        }
    }

    package mutating func finish(_ layout: SheetLayout, _ report: inout CheckReport) {
        if aboveRRP > 0 { report.warn("Sell Price Above RRP: \(aboveRRP) row(s)") }
    }
}

extension RowFaults {
    fileprivate func contains(_ column: Products.Column) -> Bool { contains(column.rawValue) }
}

extension UniqueValues {
    fileprivate mutating func take(
        _ value: Value, _ what: String, row: Int, column: Products.Column, _ layout: SheetLayout,
        _ report: inout CheckReport
    ) {
        take(value, what, row: row, column: column.rawValue, layout, &report)
    }
}
