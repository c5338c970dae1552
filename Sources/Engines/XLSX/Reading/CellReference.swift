/// A cell's name, as in `AB12` (ECMA-376 Part 1, clause 18.18.7).
public struct CellReference: Sendable, Hashable {
    public static let lastRow = 1_048_576
    /// Columns of a sheet; the last is XFD.
    public static let columnCount = 16_384

    /// 0-based.
    public let column: Int
    /// 1-based, as it is written.
    public let row: Int

    public init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }

    /// Nil where the text is no reference to one cell inside a sheet; `$` signs are passed over.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8.filter { $0 != UInt8(ascii: "$") })
        let place = bytes.withUnsafeBufferPointer { bytes -> (column: Int, row: Int)? in
            guard let start = bytes.baseAddress else { return nil }
            return Self.parse(start, bytes.count)
        }
        guard let place else { return nil }
        self.init(column: place.column, row: place.row)
    }

    /// The letters of a 0-based column.
    public static func letters(ofColumn column: Int) -> String {
        var letters: [UInt8] = []
        var rest = max(column, 0) + 1
        while rest > 0 {
            letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
            rest = (rest - 1) / 26
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }

    /// Column and row of a reference inside a sheet, else nil.
    @inline(__always)
    static func parse(_ start: UnsafePointer<UInt8>, _ count: Int) -> (column: Int, row: Int)? {
        var index = 0
        var column = 0
        while index < count, index < 4 {
            let letter = (start[index] | 0x20) &- 0x61
            guard letter < 26 else { break }
            column = column &* 26 &+ Int(letter) &+ 1
            index &+= 1
        }
        let letters = index
        var row = 0
        while index < count, index < letters &+ 8 {
            let digit = start[index] &- 0x30
            guard digit <= 9 else { return nil }
            row = row &* 10 &+ Int(digit)
            index &+= 1
        }
        guard index == count, letters > 0, index > letters, column <= columnCount, row >= 1, row <= lastRow else {
            return nil
        }
        return (column &- 1, row)
    }
}

extension CellReference: CustomStringConvertible {
    public var description: String { Self.letters(ofColumn: column) + String(row) }
}
