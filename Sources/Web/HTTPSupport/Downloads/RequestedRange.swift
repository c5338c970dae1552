import HTTPTypes

/// Which bytes of a file a request wants (RFC 9110, 14.1.2).
///
/// One range is served. Several of them, other units and what cannot be read are passed over, and the whole is given.
enum RequestedRange: Equatable {
    case whole
    /// Not empty.
    case part(Range<Int64>)
    /// The file ends before it.
    case unsatisfiable

    /// - Parameters:
    ///   - tag: the entity tag of the file; a range of another state of it is not wanted (13.1.5).
    ///   - size: bytes of the file.
    init(_ headers: HTTPFields, tag: String, size: Int64) {
        self = .whole
        guard let text = headers[.range], text.hasPrefix("bytes="), headers[.ifRange] ?? tag == tag else { return }
        let ends = text.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else { return }
        // Too many digits for a number are beyond the end of every file.
        let first = ends[0].isEmpty ? nil : Int64(ends[0]) ?? .max
        let last = ends[1].isEmpty ? nil : Int64(ends[1]) ?? .max
        switch (first, last) {
        case (nil, nil): return
        case (nil, let count?): self = RequestedRange(max(0, size - count)..<size)
        case (let first?, nil): self = RequestedRange(min(first, size)..<size)
        case (let first?, let last?):
            guard first <= last else { return }
            self = RequestedRange(min(first, size)..<(min(last, size - 1) + 1))
        }
    }

    private init(_ range: Range<Int64>) {
        self = range.isEmpty ? .unsatisfiable : .part(range)
    }
}
