/// Tells the delimiter from the beginning of a text: the one that stands equally often in most of the first records, and
/// of several the most frequent. A first line `sep=;`, as Excel writes and reads it, says it outright.
struct DelimiterGuess {
    private(set) var delimiter = DelimitedText.Delimiter.comma
    /// Bytes of the line that says it, with its end; no data.
    private(set) var announcementLength = 0

    private static let judgedRecords = 20
    private static let judgedBytes = 64 << 10

    init(_ text: UnsafeBufferPointer<UInt8>) {
        if let announced = Self.announcement(text) {
            (delimiter, announcementLength) = announced
            return
        }
        let records = Self.records(UnsafeBufferPointer(rebasing: text.prefix(Self.judgedBytes)))
        guard let first = records.first else { return }
        var best = (agreeing: 0, frequency: 0)
        for (index, candidate) in DelimitedText.Delimiter.allCases.enumerated() where first[index] > 0 {
            let score = (agreeing: records.count { $0[index] == first[index] }, frequency: first[index])
            guard score > best else { continue }
            best = score
            delimiter = candidate
        }
    }

    /// How often each candidate stands in each of the first records, quotes left out.
    private static func records(_ text: UnsafeBufferPointer<UInt8>) -> [[Int]] {
        var records: [[Int]] = []
        var counts = [0, 0, 0]
        var isQuoted = false
        var isEmpty = true
        for byte in text {
            if byte == 0x22 { isQuoted.toggle() }
            if byte == 0x0A || byte == 0x0D, !isQuoted {
                if !isEmpty { records.append(counts) }
                if records.count == judgedRecords { return records }
                counts = [0, 0, 0]
                isEmpty = true
                continue
            }
            isEmpty = false
            guard !isQuoted else { continue }
            for (index, candidate) in DelimitedText.Delimiter.allCases.enumerated() where candidate.rawValue == byte {
                counts[index] += 1
            }
        }
        // The last record may not be all there; it counts only where it is the only one.
        return records.isEmpty ? [counts] : records
    }

    private static func announcement(_ text: UnsafeBufferPointer<UInt8>) -> (DelimitedText.Delimiter, Int)? {
        guard text.count >= 5, text.starts(with: "sep=".utf8) || text.starts(with: "SEP=".utf8),
            let delimiter = DelimitedText.Delimiter(rawValue: text[4])
        else { return nil }
        if text.count == 5 { return (delimiter, 5) }
        guard text[5] == 0x0D || text[5] == 0x0A else { return nil }
        return (delimiter, text.count > 6 && text[5] == 0x0D && text[6] == 0x0A ? 7 : 6)
    }
}
