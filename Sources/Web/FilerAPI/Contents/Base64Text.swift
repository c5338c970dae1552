import Blobs
import Foundation
import HTTPSupport
import Hummingbird
import NIOCore

/// The bytes of a file as one JSON string of Base64 (RFC 4648, section 4), made while they are sent.
struct Base64Text: Sendable {
    let reader: any BlobReader

    /// A multiple of three, so that only the last piece is padded.
    private static let readSize = 3 * 128 * 1024

    var body: ResponseBody {
        let size = 2 + 4 * ((Int(reader.size) + 2) / 3)
        return ResponseBody(contentLength: size) { [reader] writer in
            try await writer.write(ByteBuffer(string: "\""))
            var offset: Int64 = 0
            var rest: [UInt8] = []
            while offset < reader.size {
                let bytes = try await reader.read(offset: offset, most: Base64Text.readSize)
                guard !bytes.isEmpty else { throw Base64TextError.endedEarly(at: offset, of: reader.size) }
                offset += Int64(bytes.count)
                rest += bytes
                let count = offset < reader.size ? rest.count - rest.count % 3 : rest.count
                try await writer.write(ByteBuffer(string: Base64Text.encode(rest.prefix(count))))
                rest.removeFirst(count)
            }
            try await writer.write(ByteBuffer(string: "\""))
            try await writer.finish(nil)
        }
    }

    static func encode(_ bytes: some Sequence<UInt8>) -> String { Data(bytes).base64EncodedString() }
}

/// Why the bytes stopped in the middle.
enum Base64TextError: Error, Equatable {
    case endedEarly(at: Int64, of: Int64)
}
