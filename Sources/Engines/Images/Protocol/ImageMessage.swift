#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// How calls and replies look on the wire.
package enum ImageMessage {
    /// Bytes of a message without its length.
    package static let most = 64 << 10
    package static let lengthBytes = 4

    /// Nil where it is longer than a message may be.
    package static func encode(_ value: some Encodable) -> [UInt8]? {
        guard let body = try? JSONEncoder().encode(value), body.count <= most else { return nil }
        let length = UInt32(body.count)
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) } + [UInt8](body)
    }

    /// Nil where it is not what is expected.
    package static func decode<Value: Decodable>(_ body: [UInt8], as type: Value.Type) -> Value? {
        try? JSONDecoder().decode(type, from: Data(body))
    }

    /// How many bytes follow; nil where they are more than a message may have.
    package static func length(_ bytes: [UInt8]) -> Int? {
        guard bytes.count == lengthBytes else { return nil }
        let length = bytes.reduce(0) { $0 << 8 | Int($1) }
        return length <= most ? length : nil
    }
}
