import Basics
public import Hummingbird
public import NIOCore

/// Reads a `multipart/form-data` body (RFC 7578, RFC 2046) part by part, in bounded memory.
///
/// Ask for the next part, then for its bytes until there are none; what is left of a part is passed over when the next
/// one is asked for.
public struct MultipartReader {
    /// The header fields of one part; 16 KiB are plenty.
    public static let headerLimit = 16 * 1024
    /// Parts in one body.
    public static let partLimit = 1000

    private static let lineBreak = Array("\r\n".utf8)

    private var source: BoundedBody.Reader
    private var buffer = ByteBuffer()
    private let delimiter: [UInt8]
    private var state = State.preamble
    private var parts = 0

    private enum State {
        case preamble, inPart, betweenParts, finished
    }

    /// Throws where the request is not `multipart/form-data` with a usable boundary, or already known to be too large.
    public init(_ request: Request, limit: Int) throws {
        guard request.headers.mediaType == "multipart/form-data",
            let boundary = HeaderParameters(request.headers[.contentType] ?? "")["boundary"],
            (1...70).contains(boundary.utf8.count)
        else {
            throw Failure(
                .invalid, code: "multipart.boundary",
                "The Content-Type is not multipart/form-data with a boundary of 1 to 70 characters.")
        }
        delimiter = Array("\r\n--\(boundary)".utf8)
        source = try BoundedBody(of: request, limit: limit).makeReader()
        // The first delimiter may stand at the very start, without a line break before it.
        buffer.writeString("\r\n")
    }

    /// The header of the next part; nil after the last.
    public mutating func nextPart() async throws -> PartHeader? {
        while state == .preamble || state == .inPart { _ = try await nextChunk() }
        guard state == .betweenParts else { return nil }
        parts += 1
        guard parts <= MultipartReader.partLimit else { throw malformed("has more than 1,000 parts") }
        state = .inPart
        return try PartHeader(lines: try await readHeader())
    }

    /// Some bytes of the present part; nil at its end.
    public mutating func nextChunk() async throws -> ByteBuffer? {
        guard state == .inPart || state == .preamble else { return nil }
        while true {
            if let index = buffer.firstIndex(of: delimiter) {
                let length = index - buffer.readerIndex
                let chunk = buffer.readSlice(length: length)
                buffer.moveReaderIndex(forwardBy: delimiter.count)
                try await finishDelimiter()
                return length > 0 ? chunk : nil
            }
            let safe = buffer.readableBytes - (delimiter.count - 1)
            if safe > 0, let chunk = buffer.readSlice(length: safe) { return chunk }
            guard try await fill() else { throw malformed("ends in the middle of a part") }
        }
    }

    /// The whole part as text, which must be UTF-8 and at most so many bytes.
    public mutating func text(limit: Int, of field: String) async throws -> String {
        var bytes: [UInt8] = []
        while let chunk = try await nextChunk() {
            bytes += chunk.readableBytesView
            guard bytes.count <= limit else {
                throw Failure.invalid(field, code: "field.too-long", "The \(field) is longer than \(limit) bytes.")
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure.invalid(field, code: "field.encoding", "The \(field) is not UTF-8.")
        }
        return text
    }

    /// After a delimiter: `--` ends the body, anything but white space and a line break is no delimiter.
    private mutating func finishDelimiter() async throws {
        while buffer.readableBytes < 2 { guard try await fill() else { throw malformed("ends at a boundary") } }
        if buffer.readableBytesView.starts(with: "--".utf8) {
            state = .finished
            return
        }
        var padding = 0
        while true {
            while buffer.readableBytes < 2 { guard try await fill() else { throw malformed("ends at a boundary") } }
            if buffer.readableBytesView.starts(with: "\r\n".utf8) { break }
            guard let byte = buffer.readInteger(as: UInt8.self), byte == 0x20 || byte == 0x09, padding < 64 else {
                throw malformed("has a boundary line that goes on")
            }
            padding += 1
        }
        buffer.moveReaderIndex(forwardBy: 2)
        state = .betweenParts
    }

    private mutating func readHeader() async throws -> [String] {
        var lines: [String] = []
        var size = 0
        while true {
            while let end = buffer.firstIndex(of: MultipartReader.lineBreak) {
                let line = buffer.readString(length: end - buffer.readerIndex) ?? ""
                buffer.moveReaderIndex(forwardBy: 2)
                if line.isEmpty {
                    try await keepLineBreakOfEmptyPart()
                    return lines
                }
                size += line.utf8.count + 2
                guard size <= MultipartReader.headerLimit else { throw malformed("has a part header over 16 KiB") }
                lines.append(line)
            }
            guard size + buffer.readableBytes <= MultipartReader.headerLimit + 2 || buffer.readableBytes < 64 * 1024,
                try await fill()
            else { throw malformed("has a part header that does not end within 16 KiB") }
        }
    }

    /// The blank line that ends the header is also the line break before the delimiter when the part has no bytes and its
    /// sender wrote no second one.
    private mutating func keepLineBreakOfEmptyPart() async throws {
        let bare = delimiter.dropFirst(2)
        while buffer.readableBytes < bare.count { guard try await fill() else { return } }
        guard buffer.readableBytesView.starts(with: bare) else { return }
        var restored = ByteBuffer(string: "\r\n")
        restored.writeBuffer(&buffer)
        buffer = restored
    }

    private mutating func fill() async throws -> Bool {
        guard var piece = try await source.next() else { return false }
        buffer.discardReadBytes()
        buffer.writeBuffer(&piece)
        return true
    }

    private func malformed(_ what: String) -> Failure {
        Failure(.invalid, code: "multipart.malformed", "The multipart body \(what). Send it again, whole.")
    }
}
