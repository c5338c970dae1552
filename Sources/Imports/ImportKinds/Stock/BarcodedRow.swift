import Basics
package import BrandFiles
package import Catalog
package import ImportSchema
import Storage

/// A row that speaks of the variant with a barcode.
package protocol BarcodedRow: Sendable {
    var barcode: Barcode? { get }
}

/// The rule that a barcode stands in one row of the file; barcodes are the first column.
package struct OneRowABarcode<Row: BarcodedRow>: RowRules {
    private var barcodes = UniqueValues<Barcode>()

    package mutating func take(
        _ placed: PlacedRow<Row>, _ faults: RowFaults, _ layout: SheetLayout, _ report: inout CheckReport
    ) {
        guard let barcode = placed.row.barcode else { return }
        barcodes.take(barcode, "barcode", row: placed.number, column: 0, layout, &report)
    }
}

/// The brand's variants of these rows; those that it does not have are reported as missing.
func variants<Row: BarcodedRow>(
    of rows: [PlacedRow<Row>], _ brand: Brand, _ report: inout ChangeReport, in tx: any Transaction
) throws -> [Barcode: VariantTable.Found] {
    let barcodes = rows.compactMap(\.row.barcode)
    let variants = try VariantTable.find(barcodes, brand: brand, in: tx)
    for barcode in barcodes where variants[barcode] == nil { report.addMissing(barcode.text, .variants) }
    return variants
}
