/// One cell of a row that is being read; borrowed from the row, and gone with it.
public struct SheetCell: ~Copyable {
    public enum Kind: UInt8, Sendable {
        /// Nothing, or an empty text.
        case blank
        case number, text, boolean, error
        /// A number that its style shows as a date, with or without a time, or a cell of type `d`.
        case date
        /// The same with less than one day: a time of the day.
        case time
        /// A number that its style shows as elapsed time, as in `[h]:mm`.
        case duration
    }

    @usableFromInline let stored: StoredCell
    @usableFromInline let bytes: UnsafePointer<UInt8>
    /// Whether the workbook counts its days from 1904.
    public let is1904: Bool

    @usableFromInline
    init(stored: StoredCell, bytes: UnsafePointer<UInt8>, is1904: Bool) {
        self.stored = stored
        self.bytes = bytes
        self.is1904 = is1904
    }

    /// 0-based.
    @inlinable public var column: Int { Int(stored.column) }
    @inlinable public var kind: Kind { stored.kind }
    /// The index of its cell format.
    @inlinable public var style: Int { Int(stored.style) }
    @inlinable public var hasFormula: Bool { stored.flags & StoredCell.formula != 0 }
    /// A formula whose result the program that wrote the workbook has not stored.
    @inlinable public var isFormulaWithoutValue: Bool {
        stored.flags & (StoredCell.formula | StoredCell.hasValue) == StoredCell.formula
    }

    /// The number of a number, date (as a serial), time or duration (in days), 1 or 0 of a boolean; else 0.
    @inlinable public var number: Double { stored.number }
    @inlinable public var boolean: Bool { stored.kind == .boolean && stored.number != 0 }

    /// The bytes of a text, an error value or a numeral; valid while the row is.
    @inlinable public var utf8: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: bytes, count: Int(stored.length))
    }

    /// The text of a text or error, the numeral of a number; empty for a blank.
    public var string: String { String(decoding: utf8, as: UTF8.self) }

    /// The digits of a number exactly as they are stored, as in `0.10` or `1E+21`.
    public var numeral: String { string }

    /// Day and time of a date.
    public var date: CivilDateTime? {
        kind == .date ? SerialDate.civil(number, is1904: is1904) : nil
    }

    public var value: CellValue {
        switch kind {
        case .blank: .blank
        case .number: .number(number)
        case .text: .text(string)
        case .boolean: .boolean(boolean)
        case .error: .error(string)
        case .date, .time, .duration: SheetCell.moment(kind, number, is1904: is1904)
        }
    }

    /// What the number of a date, time or duration stands for; a number where it stands for none.
    package static func moment(_ kind: Kind, _ number: Double, is1904: Bool) -> CellValue {
        switch kind {
        case .date: SerialDate.civil(number, is1904: is1904).map(CellValue.date) ?? .number(number)
        case .time: SerialDate.clock(number).map(CellValue.time) ?? .number(number)
        case .duration: .duration(seconds: SerialDate.seconds(number))
        case .blank, .number, .text, .boolean, .error: .number(number)
        }
    }
}

/// How a row keeps a cell: 24 bytes, and its text elsewhere.
@usableFromInline
package struct StoredCell {
    @usableFromInline var number = 0.0
    /// Where its bytes start in the row's text, or the number of its shared string.
    @usableFromInline package var start: UInt32 = 0
    @usableFromInline package var length: UInt32 = 0
    @usableFromInline var style: UInt32 = 0
    @usableFromInline var column: UInt16 = 0
    @usableFromInline var kind = SheetCell.Kind.blank
    @usableFromInline var flags: UInt8 = 0

    @usableFromInline static let formula: UInt8 = 1
    @usableFromInline static let hasValue: UInt8 = 2
    /// Its bytes stand in the shared strings, from `start` on.
    @usableFromInline static let shared: UInt8 = 4

    @usableFromInline
    init() {}

    /// A cell of a delimited text: a text, or a blank where it is empty.
    @inlinable
    package init(text start: UInt32, length: UInt32, column: UInt16) {
        self.start = start
        self.length = length
        self.column = column
        kind = length == 0 ? .blank : .text
    }
}
