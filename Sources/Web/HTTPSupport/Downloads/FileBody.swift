import Blobs
import HTTPTypes
import Hummingbird
import NIOCore

/// Bytes of a blob as the body of an answer: read while the one before is sent, and never faster than the client takes.
struct FileBody: Sendable {
    /// Parts of the blob, each with what stands before it.
    private let pieces: [(text: String, range: Range<Int64>)]
    private let end: String
    private let reader: any BlobReader

    /// Bytes that are read at a time.
    private static let readSize = 256 * 1024

    /// One range alone.
    init(_ range: Range<Int64>, of reader: any BlobReader) {
        pieces = [("", range)]
        end = ""
        self.reader = reader
    }

    /// Several ranges as `multipart/byteranges` (RFC 9110, 14.6).
    init(_ ranges: [Range<Int64>], of reader: any BlobReader, mediaType: String, boundary: String) {
        pieces = ranges.map { range in
            let head = "\r\n--\(boundary)\r\nContent-Type: \(mediaType)\r\nContent-Range: "
            return ("\(head)\(FileBody.contentRange(range, of: reader.size))\r\n\r\n", range)
        }
        end = "\r\n--\(boundary)--\r\n"
        self.reader = reader
    }

    /// The value of `Content-Range` (14.4).
    static func contentRange(_ range: Range<Int64>, of size: Int64) -> String {
        "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
    }

    var body: ResponseBody {
        let size = pieces.reduce(end.utf8.count) { $0 + $1.text.utf8.count + $1.range.count }
        return ResponseBody(contentLength: size) { writer in
            for piece in pieces {
                if !piece.text.isEmpty { try await writer.write(ByteBuffer(string: piece.text)) }
                try await write(piece.range, to: &writer)
            }
            if !end.isEmpty { try await writer.write(ByteBuffer(string: end)) }
            try await writer.finish(nil)
        }
    }

    private func write(_ range: Range<Int64>, to writer: inout any ResponseBodyWriter) async throws {
        var buffers = SentBuffers()
        var offset = range.lowerBound
        while offset < range.upperBound {
            let most = Int(min(Int64(FileBody.readSize), range.upperBound - offset))
            var buffer = try await buffers.take()
            try await fill(&buffer, from: offset, most: most)
            // A file that is suddenly shorter cannot be told from a whole one but by breaking off.
            guard buffer.readableBytes > 0 else {
                throw FileBodyError.endedEarly(at: offset, of: range.upperBound)
            }
            offset += Int64(buffer.readableBytes)
            try await writer.write(buffer)
            buffers.give(buffer)
        }
    }

    /// Without changing the thread where the bytes are in memory, as those of a file that was just sent.
    private func fill(_ buffer: inout ByteBuffer, from offset: Int64, most: Int) async throws {
        buffer.clear(minimumCapacity: most)
        let count = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: most) { room in
            reader.readCached(offset: offset, into: UnsafeMutableRawBufferPointer(rebasing: room.prefix(most)))
        }
        if count == 0 { buffer.writeBytes(try await reader.read(offset: offset, most: most)) }
    }
}

/// Why the bytes of a file stopped in the middle.
enum FileBodyError: Error, Equatable {
    case endedEarly(at: Int64, of: Int64)
}

/// Buffers that are filled again when they are sent: new memory for every piece would cost more than sending it.
///
/// The writer hears late that the network is slower than the disk, so it is not asked: no more than these are on their way.
private struct SentBuffers {
    private static let most = 8
    private static let longestWait = Duration.milliseconds(100)
    private var buffers: [ByteBuffer] = []

    /// One that nobody else holds; waits for it where all are on their way.
    mutating func take() async throws -> ByteBuffer {
        var wait = Duration.microseconds(100)
        while true {
            for index in buffers.indices where buffers[index].modifyIfUniquelyOwned({ _ in }) != nil {
                return buffers.remove(at: index)
            }
            if buffers.count < SentBuffers.most { return ByteBuffer() }
            try await Task.sleep(for: wait)
            wait = min(wait * 2, SentBuffers.longestWait)
        }
    }

    mutating func give(_ buffer: ByteBuffer) {
        buffers.append(buffer)
    }
}
