package import BrandFiles
import Catalog
import ImportSchema

/// Creates and updates the products of a file, unless they are at odds with what the company has.
package struct ProductChange: RowChange {
    var load: ProductLoad

    package mutating func apply(_ rows: [PlacedRow<Products.Row>], _ report: inout ChangeReport) throws {
        let products = rows.compactMap(ProductRow.init)
        let conflicts = try load.conflicts(products)
        for (index, conflict) in conflicts where rows.indices.contains(index) {
            add(conflict, of: rows[index], &report)
        }
        // After the first conflict nothing will be kept: the rest is only looked at.
        if report.check.isClean { try load.apply(products) }
    }

    package mutating func finish(_ report: inout ChangeReport) throws {
        if report.check.isClean { _ = try load.finish() }
    }

    private func add(_ conflict: ProductConflict, of placed: PlacedRow<Products.Row>, _ report: inout ChangeReport) {
        let row = placed.row
        let barcode = row.barcode?.text ?? ""
        func add(_ column: Products.Column, _ value: String, _ code: String, _ message: String) {
            report.add(row: placed.number, column: column.rawValue, value: value, code, message)
        }
        switch conflict {
        case .codeOfAnotherBrand:
            add(
                .code, row.code, "code.other-brand",
                "Another brand of the company has this code. Give the product another one.")
        case .barcodeOfAnotherBrand:
            add(.barcode, barcode, "barcode.other-brand", "Another brand of the company has this barcode. Look it up.")
        case .barcodeHasVariantCode(let known):
            add(
                .barcode, barcode, "barcode.known",
                "This barcode is known as the variant \(known). Write that VariantCode, or another barcode.")
        case .variantCodeHasBarcode(let known):
            add(
                .variantCode, row.variantCode, "variant-code.known",
                "This VariantCode is known with the barcode \(known.text). Write that barcode, or another VariantCode.")
        }
    }
}

extension ProductRow {
    /// Nil where the row has no barcode, which the check does not let pass. An empty Sequence is the row's place.
    fileprivate init?(_ placed: PlacedRow<Products.Row>) {
        let row = placed.row
        guard let barcode = row.barcode else { return nil }
        self.init(
            code: row.code, title: row.title, description: row.description, category: row.category, colour: row.colour,
            size: row.size, sequence: row.sequence ?? Int64(placed.place), variantCode: row.variantCode,
            barcode: barcode, rrp: row.rrp, sellPrice: row.sellPrice)
    }
}
