public import Basics
public import Blobs
import NIOCore

extension MultipartReader {
    /// Bytes that are handed to the disk at a time: the network gives small pieces, the disk likes large ones.
    private static let copySize = 512 * 1024

    /// Streams the present part into a new blob, which is not finished yet; nil where the part has no bytes.
    ///
    /// While one piece is hashed and written, the next is received. Whoever gets the writer ends it, by `finish` or by
    /// `abort`; where this throws, nothing is left of it.
    ///
    /// - Parameters:
    ///   - limit: most bytes of the part.
    ///   - tooLarge: what is thrown where it has more, as soon as that shows.
    public mutating func copyPart(
        to blobs: any BlobStore, limit: Int64 = .max, tooLarge: @autoclosure () -> Failure = .fileTooLarge
    ) async throws -> (any BlobWriter)? {
        guard let first = try await nextChunk() else { return nil }
        let writer = try await blobs.makeWriter()
        do {
            try await copy(first, to: writer, limit: limit, tooLarge: tooLarge)
            return writer
        } catch {
            await writer.abort()
            throw error
        }
    }

    private mutating func copy(
        _ first: ByteBuffer, to writer: any BlobWriter, limit: Int64, tooLarge: () -> Failure
    ) async throws {
        var size: Int64 = 0
        var next: ByteBuffer? = first
        var written: Task<Void, any Error>?
        do {
            while next != nil {
                var piece: [UInt8] = []
                // A small file is one small piece; whatever follows the first is large.
                if size > 0 { piece.reserveCapacity(MultipartReader.copySize + 64 * 1024) }
                while let chunk = next, piece.count < MultipartReader.copySize {
                    piece += chunk.readableBytesView
                    size += Int64(chunk.readableBytes)
                    guard size <= limit else { throw tooLarge() }
                    next = try await nextChunk()
                }
                try await written?.value
                if next == nil {
                    written = nil
                    try await writer.write(piece)
                } else {
                    written = Task { [piece] in try await writer.write(piece) }
                }
            }
        } catch {
            _ = await written?.result
            throw error
        }
    }
}

extension Failure {
    /// A file larger than is taken, where nothing more is to be said.
    public static var fileTooLarge: Failure {
        Failure(.tooLarge, code: "file.too-large", "The file is larger than files may be here. Send a smaller one.")
    }
}
