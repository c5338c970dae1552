package import Basics

/// A running SHA-256 over the rows of a table, the same whichever database answers them.
///
/// Rows are added in the order of their primary key. Each value is a byte that tells its kind, then its content: eight
/// bytes, most significant first, for numbers; a length of eight bytes before texts and blobs. A boolean counts as 0 or 1.
package struct RowDigest: Sendable {
    package private(set) var rows: Int64 = 0

    private var builder = DigestBuilder()
    private var waiting: [UInt8] = []

    package init(table: String, columns: [String]) {
        for name in [table] + columns { add(.text(name)) }
    }

    package mutating func add(_ row: [SQLValue]) {
        for value in row { add(value) }
        rows += 1
        if waiting.count >= 1 << 16 { flush() }
    }

    /// Of the rows so far; more may follow.
    package var digest: Digest {
        var copy = self
        copy.flush()
        return copy.builder.finish()
    }

    private mutating func add(_ value: SQLValue) {
        switch value {
        case .null:
            waiting.append(0)
        case .integer(let number):
            append(1, UInt64(bitPattern: number))
        case .boolean(let truth):
            append(1, truth ? 1 : 0)
        case .real(let number):
            append(2, number.bitPattern)
        case .text(let text):
            append(3, UInt64(text.utf8.count))
            waiting.append(contentsOf: text.utf8)
        case .blob(let bytes):
            append(4, UInt64(bytes.count))
            waiting.append(contentsOf: bytes)
        }
    }

    private mutating func append(_ kind: UInt8, _ number: UInt64) {
        waiting.append(kind)
        withUnsafeBytes(of: number.bigEndian) { waiting.append(contentsOf: $0) }
    }

    private mutating func flush() {
        waiting.withUnsafeBytes { builder.update($0) }
        waiting.removeAll(keepingCapacity: true)
    }
}
