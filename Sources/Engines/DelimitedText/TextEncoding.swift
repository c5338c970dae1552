/// An encoding in which delimited texts are written.
public enum TextEncoding: Sendable, Equatable, CaseIterable {
    case utf8
    case utf16LittleEndian
    case utf16BigEndian
    /// What programs for Windows write in Western Europe and call ANSI.
    case windows1252
}

extension TextEncoding: CustomStringConvertible {
    public var description: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16LittleEndian: "UTF-16 (little-endian)"
        case .utf16BigEndian: "UTF-16 (big-endian)"
        case .windows1252: "Windows-1252"
        }
    }
}

extension TextEncoding {
    /// What the first bytes say, and how many of them are no text: by a byte order mark, or by the zeros that ASCII
    /// has in UTF-16. Nil where they say nothing.
    static func announced(by start: ArraySlice<UInt8>) -> (encoding: TextEncoding, markLength: Int)? {
        if start.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if start.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if start.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        guard start.count >= 4 else { return nil }
        let zeros = start.prefix(4).map { $0 == 0 }
        if zeros == [false, true, false, true] { return (.utf16LittleEndian, 0) }
        if zeros == [true, false, true, false] { return (.utf16BigEndian, 0) }
        return nil
    }
}
