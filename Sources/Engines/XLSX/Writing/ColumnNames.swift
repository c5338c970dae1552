/// The letters of the columns of a sheet, each in one word: letters from the lowest byte on, and how many in the
/// highest.
struct ColumnNames {
    private var words: [UInt32] = []

    /// Makes the names of the columns before this one.
    mutating func reach(_ count: Int) {
        while words.count < count {
            var word: UInt32 = 0
            var length: UInt32 = 0
            for byte in CellName.columnText(words.count).utf8 {
                word |= UInt32(byte) << (8 * length)
                length += 1
            }
            words.append(word | length << 24)
        }
    }

    /// The name of a column that was reached.
    @inline(__always)
    subscript(column: Int) -> UInt32 { words[column] }
}
