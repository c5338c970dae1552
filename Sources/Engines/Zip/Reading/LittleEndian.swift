/// Fixed-width numbers of the format, lowest byte first; nil outside the bytes.
extension RandomAccessCollection<UInt8> where Index == Int {
    func u16(_ offset: Int) -> UInt16? {
        number(at: offset, bytes: 2).map { UInt16(truncatingIfNeeded: $0) }
    }

    func u32(_ offset: Int) -> UInt32? {
        number(at: offset, bytes: 4).map { UInt32(truncatingIfNeeded: $0) }
    }

    func u64(_ offset: Int) -> UInt64? {
        number(at: offset, bytes: 8)
    }

    private func number(at offset: Int, bytes width: Int) -> UInt64? {
        guard offset >= 0, width <= count, offset <= count - width else { return nil }
        var value: UInt64 = 0
        for index in 0..<width { value |= UInt64(self[startIndex + offset + index]) << UInt64(8 * index) }
        return value
    }
}
