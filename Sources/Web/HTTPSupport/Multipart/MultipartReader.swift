import Basics
public import Hummingbird
public import NIOCore

/// Reads a `multipart/form-data` body (RFC 7578, RFC 2046) part by part, in bounded memory.
///
/// Ask for the next part, then for its bytes until there are none; what is left of a part is passed over when the next
/// one is asked for. What the network hands out is handed on as it is: only where a boundary may have been cut in two
/// are bytes copied.
public struct MultipartReader {
    /// The header fields of one part; 16 KiB are plenty.
    public static let headerLimit = 16 * 1024
    /// Parts in one body.
    public static let partLimit = 1000
    /// Bytes of one field that is a text.
    public static let textLimit = 64 * 1024
    /// Bytes of all texts of one body.
    private static let textsLimit = 1024 * 1024

    private static let lineBreak = Array("\r\n".utf8)

    private var source: BoundedBody.Reader
    private var buffer: ByteBuffer
    private let delimiter: [UInt8]
    private var state = State.preamble
    private var parts = 0
    private var textSize = 0

    private enum State {
        case preamble, inPart, betweenParts, finished
    }

    /// Throws where the request is not `multipart/form-data` with a usable boundary, or already known to be too large.
    public init(_ request: Request, limit: Int) throws {
        guard request.headers.mediaType == "multipart/form-data",
            let boundary = HeaderParameters(request.headers[.contentType] ?? "")["boundary"],
            (1...70).contains(boundary.utf8.count), !boundary.utf8.contains(UInt8(ascii: "\r"))
        else {
            throw Failure(
                .invalid, code: "multipart.boundary",
                "The Content-Type is not multipart/form-data with a boundary of 1 to 70 characters.")
        }
        delimiter = Array("\r\n--\(boundary)".utf8)
        source = try BoundedBody(of: request, limit: limit).makeReader()
        // The first delimiter may stand at the very start, without a line break before it.
        buffer = ByteBuffer(string: "\r\n")
    }

    /// The header of the next part; nil after the last, when the body has been read to its end.
    public mutating func nextPart() async throws -> PartHeader? {
        while state == .preamble || state == .inPart { _ = try await nextChunk() }
        guard state == .betweenParts else {
            while try await source.next() != nil {}
            return nil
        }
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
                // What stands before it can be given at once, whatever it turns out to be.
                if let chunk = buffer.readSlice(length: index - buffer.readerIndex), chunk.readableBytes > 0 {
                    return chunk
                }
                if try await passDelimiter() { return nil }
                return buffer.readSlice(length: MultipartReader.lineBreak.count)
            }
            let safe = buffer.readableBytes - buffer.countAtEnd(beginning: delimiter)
            if safe > 0, let chunk = buffer.readSlice(length: safe) { return chunk }
            guard try await fill() else { throw malformed("ends in the middle of a part") }
        }
    }

    /// The whole part as text, which must be UTF-8 and at most so many bytes.
    public mutating func text(limit: Int = textLimit, of field: String) async throws -> String {
        var bytes: [UInt8] = []
        while let chunk = try await nextChunk() {
            bytes += chunk.readableBytesView
            textSize += chunk.readableBytes
            guard textSize <= MultipartReader.textsLimit else { throw malformed("has more than 1 MiB of texts") }
            guard bytes.count <= limit else {
                throw Failure.invalid(field, code: "field.too-long", "The \(field) is longer than \(limit) bytes.")
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure.invalid(field, code: "field.encoding", "The \(field) is not UTF-8.")
        }
        return text
    }

    /// Reads the line of a delimiter, at which the buffer stands; false where it goes on with something else and is
    /// content that resembles one, as the longer boundary of a form inside this one.
    private mutating func passDelimiter() async throws -> Bool {
        while true {
            switch DelimiterLine(buffer.readableBytesView.dropFirst(delimiter.count)) {
            case .content: return false
            case .next(let length):
                buffer.moveReaderIndex(forwardBy: delimiter.count + length)
                state = .betweenParts
                return true
            case .last:
                buffer = ByteBuffer()
                state = .finished
                return true
            case .unknown:
                guard try await fill() else { throw malformed("ends at a boundary") }
            }
        }
    }

    private mutating func readHeader() async throws -> [String] {
        var lines: [String] = []
        var size = 0
        while true {
            while let end = buffer.firstIndex(of: MultipartReader.lineBreak) {
                let length = end - buffer.readerIndex
                size += length + MultipartReader.lineBreak.count
                guard size <= MultipartReader.headerLimit else { throw malformed("has a part header over 16 KiB") }
                if length == 0 {
                    try await passBlankLine()
                    return lines
                }
                lines.append(buffer.readString(length: length) ?? "")
                buffer.moveReaderIndex(forwardBy: MultipartReader.lineBreak.count)
            }
            guard size + buffer.readableBytes <= MultipartReader.headerLimit, try await fill() else {
                throw malformed("has a part header that does not end within 16 KiB")
            }
        }
    }

    /// The blank line that ends the header is also the line break before the delimiter when the part has no bytes and its
    /// sender wrote no second one.
    private mutating func passBlankLine() async throws {
        while case let count = buffer.countInCommon(with: delimiter), count < delimiter.count {
            guard count == buffer.readableBytes, try await fill() else {
                buffer.moveReaderIndex(forwardBy: MultipartReader.lineBreak.count)
                return
            }
        }
    }

    /// Takes what comes next; false at the end of the body.
    private mutating func fill() async throws -> Bool {
        guard var piece = try await source.next() else { return false }
        if buffer.readableBytes == 0 {
            buffer = piece
        } else {
            if buffer.readerIndex > MultipartReader.headerLimit { buffer.discardReadBytes() }
            buffer.writeBuffer(&piece)
        }
        return true
    }

    private func malformed(_ what: String) -> Failure {
        Failure(.invalid, code: "multipart.malformed", "The multipart body \(what). Send it again, whole.")
    }
}
