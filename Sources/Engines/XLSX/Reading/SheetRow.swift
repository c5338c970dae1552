/// A row that is being read: its cells from left to right, each column once.
///
/// Cells that are not written are not there; a blank one is there if its format is written. Valid until the next row.
public struct SheetRow: ~Copyable {
    /// 1-based.
    public let index: Int
    public let count: Int

    @usableFromInline let cells: UnsafePointer<StoredCell>
    @usableFromInline let text: UnsafePointer<UInt8>
    @usableFromInline let shared: UnsafePointer<UInt8>
    @usableFromInline let is1904: Bool

    package init(
        index: Int, count: Int, cells: UnsafePointer<StoredCell>, text: UnsafePointer<UInt8>,
        shared: UnsafePointer<UInt8>, is1904: Bool
    ) {
        self.index = index
        self.count = count
        self.cells = cells
        self.text = text
        self.shared = shared
        self.is1904 = is1904
    }

    /// The cell at a position from 0 to `count`, which is not its column.
    @inlinable public subscript(position: Int) -> SheetCell {
        _read {
            precondition(position >= 0 && position < count, "no cell at position \(position)")
            let stored = cells[position]
            let bytes = stored.flags & StoredCell.shared != 0 ? shared : text
            yield SheetCell(stored: stored, bytes: bytes + Int(stored.start), is1904: is1904)
        }
    }

    /// The position of a 0-based column's cell, if it is there.
    public func position(ofColumn column: Int) -> Int? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if Int(cells[middle].column) < column { low = middle + 1 } else { high = middle }
        }
        return low < count && Int(cells[low].column) == column ? low : nil
    }

    /// The value in a 0-based column; blank where there is no cell.
    public func value(inColumn column: Int) -> CellValue {
        guard let position = position(ofColumn: column) else { return .blank }
        return self[position].value
    }
}
