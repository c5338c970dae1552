/// A number of bytes, written for people: `200 MiB`, `1.5 GiB`, `812 bytes`.
public struct ByteCount: CustomStringConvertible, Sendable {
    private let bytes: Int64

    public init(_ bytes: some BinaryInteger) {
        self.bytes = Int64(clamping: bytes)
    }

    public var description: String {
        for (power, unit) in [(30, "GiB"), (20, "MiB"), (10, "KiB")] where bytes >= 1 << power {
            let tenths = (bytes &* 10) >> power
            return tenths % 10 == 0 ? "\(tenths / 10) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
        }
        return "\(bytes) bytes"
    }
}
