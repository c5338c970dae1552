import Basics

/// Which bytes of a file a request wants (RFC 9110, 14.1.2).
///
/// Other units, what cannot be read, and more ranges than anybody needs are passed over, and the whole is given.
enum RequestedRanges: Equatable {
    case whole
    /// At least one, none of them empty, none overlapping.
    case parts([Range<Int64>])
    /// The file ends before all of them.
    case unsatisfiable

    /// Ranges in one request.
    static let limit = 16

    /// - Parameters:
    ///   - text: the value of `Range`.
    ///   - size: bytes of the file.
    init(_ text: String, size: Int64) {
        self = .whole
        guard text.prefix(6).lowercased() == "bytes=" else { return }
        let specs = text.dropFirst(6).split(separator: ",", maxSplits: 4 * RequestedRanges.limit)
            .map { $0.trimmed }.filter { !$0.isEmpty }
        guard (1...RequestedRanges.limit).contains(specs.count) else { return }
        var ranges: [Range<Int64>] = []
        for spec in specs {
            guard let range = RequestedRanges.range(spec, size: size) else { return }
            if !range.isEmpty { ranges.append(range) }
        }
        self = ranges.isEmpty ? .unsatisfiable : .parts(RequestedRanges.apart(ranges))
    }

    /// Empty where the file ends before it; nil where it is no range.
    private static func range(_ spec: String, size: Int64) -> Range<Int64>? {
        let ends = spec.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else {
            return nil
        }
        // Too many digits for a number are beyond the end of every file.
        let first = ends[0].isEmpty ? nil : Int64(ends[0]) ?? .max
        let last = ends[1].isEmpty ? nil : Int64(ends[1]) ?? .max
        switch (first, last) {
        case (nil, nil): return nil
        case (nil, let count?): return max(0, size - count)..<size
        case (let first?, nil): return min(first, size)..<size
        case (let first?, let last?):
            guard first <= last else { return nil }
            return first < size ? first..<(min(last, size - 1) + 1) : size..<size
        }
    }

    /// In the order they were asked for, unless some overlap: then in the file's order, and those as one (15.3.7.2).
    private static func apart(_ ranges: [Range<Int64>]) -> [Range<Int64>] {
        let sorted = ranges.sorted { $0.lowerBound < $1.lowerBound }
        var joined: [Range<Int64>] = []
        for range in sorted {
            if let last = joined.last, range.lowerBound <= last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        return joined.count == ranges.count ? ranges : joined
    }
}
