public import Catalog
package import ImportSchema
import XLSX

extension ImportColumn {
    /// A column of barcodes: EAN-13, or UPC-12, as text or number.
    package static func barcode(
        needsValue: Bool = true, _ cells: CellReading, set: @escaping @Sendable (inout Record, Barcode) -> Void
    ) -> ImportColumn {
        ImportColumn("Barcode", aliases: ["EAN", "EAN13", "UPC", "GTIN"], needsValue: needsValue) {
            input, record throws(CellProblem) in
            set(&record, try readBarcode(input, cells))
        }
    }
}

private func readBarcode(_ input: borrowing CellInput, _ cells: CellReading) throws(CellProblem) -> Barcode {
    guard !input.isDateOrTime, input.kind != .boolean else {
        throw CellProblem(
            "barcode.date", "The barcode was turned into something else. Format the cell as text and type it again.")
    }
    let text = cells.text(input)
    do throws(BarcodeError) {
        return try Barcode(text)
    } catch {
        switch error {
        case .notDigits where isScientific(text):
            throw CellProblem(
                "barcode.scientific",
                "A spreadsheet program has turned this barcode into scientific notation and lost its last digits. "
                    + "Format the column as text, type the barcodes again and save the file once more.")
        case .notDigits:
            throw CellProblem("barcode.format", "A barcode has 13 digits (EAN-13) or 12 (UPC) and nothing else.")
        case .length(let count):
            let advice =
                input.isNumber && count < 12 ? " Format the column as text, so that leading zeros are kept." : ""
            throw CellProblem(
                "barcode.length", "A barcode has 13 digits (EAN-13) or 12 (UPC); this one has \(count).\(advice)")
        case .checkDigit(let found, let expected):
            let advice =
                text.hasSuffix("00000")
                ? "The zeros at its end look as if a spreadsheet program had rounded it; type it again as text."
                : "Look it up again."
            throw CellProblem(
                "barcode.check-digit",
                "The last digit of the barcode is \(found), and by the others it should be \(expected). \(advice)")
        }
    }
}

/// `5.05595E+12`, also with a comma.
private func isScientific(_ text: String) -> Bool {
    let halves = text.split(separator: "E", omittingEmptySubsequences: false).flatMap {
        $0.split(separator: "e", omittingEmptySubsequences: false)
    }
    guard halves.count == 2, let first = halves[0].utf8.first, (0x30...0x39).contains(first) else { return false }
    let exponent = halves[1].hasPrefix("+") ? halves[1].dropFirst() : halves[1]
    return !exponent.isEmpty && exponent.utf8.allSatisfy { (0x30...0x39).contains($0) }
        && halves[0].utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2C }
}

extension Barcode: CustomStringConvertible {
    /// 13 digits.
    public var description: String { text }
}
