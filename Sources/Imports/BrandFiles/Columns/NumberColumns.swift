package import Basics
import Foundation
package import ImportSchema
import XLSX

extension ImportColumn {
    /// A column of amounts: exact decimals, zero or more.
    package static func amount(
        _ title: String, aliases: [String] = [], needsValue: Bool = false, _ cells: CellReading,
        set: @escaping @Sendable (inout Record, DecimalNumber) -> Void
    ) -> ImportColumn {
        ImportColumn(title, aliases: aliases, needsValue: needsValue) { input, record throws(CellProblem) in
            set(&record, try readAmount(input, cells))
        }
    }

    /// A column of whole numbers of at most nine digits, from `least` on.
    package static func whole(
        _ title: String, aliases: [String] = [], needsValue: Bool = false, from least: Int64 = 0,
        set: @escaping @Sendable (inout Record, Int64) -> Void
    ) -> ImportColumn {
        ImportColumn(title, aliases: aliases, needsValue: needsValue) { input, record throws(CellProblem) in
            let text = input.text
            let isWhole = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
            guard !input.isDateOrTime, input.kind != .boolean, isWhole, text.utf8.count <= 9,
                let number = Int64(text), number >= least
            else {
                throw CellProblem(
                    "number.format", "Write a whole number from \(least) to 999999999, in digits alone.")
            }
            set(&record, number)
        }
    }
}

private func readAmount(_ input: borrowing CellInput, _ cells: CellReading) throws(CellProblem) -> DecimalNumber {
    guard !input.isDateOrTime, input.kind != .boolean else {
        throw CellProblem(
            "amount.date", "The amount was turned into something else. Format the cell as a number and type it again.")
    }
    var text = input.isNumber ? shownDigits(input.numeral) : input.text
    if !input.isNumber, cells.hasDecimalComma, !text.contains(".") {
        text = text.replacing(",", with: ".", maxReplacements: 1)
    }
    guard let amount = DecimalNumber(text) else {
        let decimals =
            cells.hasDecimalComma
            ? "a point or a comma before the decimals, as in 12,50" : "a point before the decimals, as in 12.50"
        throw CellProblem(
            "amount.format",
            "Write the amount in digits with \(decimals): no currency, no thousands separators, at most 18 digits and "
                + "nine of them decimals.")
    }
    guard !amount.isNegative else { throw CellProblem("amount.negative", "The amount must not be less than zero.") }
    return amount
}

/// The digits of a stored number as spreadsheet programs show them, which is fifteen of them: `0.1 + 0.2` is `0.3`.
private func shownDigits(_ numeral: String) -> String {
    let isPlain = numeral.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D }
    let digits = numeral.utf8.drop { $0 == 0x30 || $0 == 0x2E || $0 == 0x2D }.count { $0 != 0x2E }
    if isPlain, digits <= 15 { return numeral }
    guard let number = Double(numeral), number.magnitude < 1e15 else { return numeral }
    var before = 1
    var size = number.magnitude
    while size >= 10 {
        size /= 10
        before += 1
    }
    let text = String(format: "%.\(min(9, 15 - before))f", number)
    guard text.contains(".") else { return text }
    let end = text.lastIndex { $0 != "0" } ?? text.startIndex
    return String(text[...end].hasSuffix(".") ? text[..<end] : text[...end])
}
