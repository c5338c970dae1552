/// The time of an entry in the DOS form of Zip archives: local, in steps of two seconds, from 1980 to 2107.
public struct ZipTimestamp: Sendable, Equatable {
    public let dosDate: UInt16
    public let dosTime: UInt16

    /// The first moment there is; with it the same content gives the same bytes.
    public static let epoch = ZipTimestamp(dosDate: 0x0021, dosTime: 0)

    public init(dosDate: UInt16, dosTime: UInt16) {
        self.dosDate = dosDate
        self.dosTime = dosTime
    }

    /// A civil date and time; numbers out of range are moved to the nearest one that can be written.
    public init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        let date = (clamp(year, 1980...2107) - 1980) << 9 | clamp(month, 1...12) << 5 | clamp(day, 1...31)
        let time = clamp(hour, 0...23) << 11 | clamp(minute, 0...59) << 5 | clamp(second, 0...59) / 2
        self.init(dosDate: UInt16(date), dosTime: UInt16(time))
    }
}

private func clamp(_ value: Int, _ range: ClosedRange<Int>) -> Int {
    min(max(value, range.lowerBound), range.upperBound)
}
