import Crypto

/// A SHA-256 digest (FIPS 180-4): 32 bytes, written as 64 lower-case hex digits.
public struct Digest: Hashable, Sendable {
    /// 64 lower-case hex digits.
    public let hex: String

    /// Nil where the text is not 64 lower-case hex digits.
    public init?(hex: String) {
        guard hex.utf8.count == 64, hex.utf8.allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x61 && $0 <= 0x66) })
        else { return nil }
        self.hex = hex
    }

    /// The digest of these bytes.
    public init(of bytes: some Sequence<UInt8>) {
        self.init(SHA256.hash(data: Array(bytes)))
    }

    /// The digest of a text's UTF-8.
    public init(of text: String) {
        self.init(of: text.utf8)
    }

    fileprivate init(_ digest: SHA256.Digest) {
        hex = Hex.encode(digest)
    }
}

extension Digest: CustomStringConvertible {
    public var description: String { hex }
}

/// A SHA-256 digest in the making, fed piece by piece.
public struct DigestBuilder: Sendable {
    private var hash = SHA256()

    public init() {}

    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        hash.update(bufferPointer: bytes)
    }

    public func finish() -> Digest {
        Digest(hash.finalize())
    }
}
