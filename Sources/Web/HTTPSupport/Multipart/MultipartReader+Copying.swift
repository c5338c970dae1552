public import Basics
public import Blobs
import NIOCore

extension MultipartReader {
    /// Bytes that are handed on at a time: the network gives small pieces, the disk likes large ones.
    private static let copySize = 512 * 1024

    /// Hands on the present part in pieces of half a megabyte; not once where the part has no bytes.
    ///
    /// While one piece is written, the next is received. Where this throws, no writing goes on.
    public mutating func copyPart(_ write: @escaping @Sendable ([UInt8]) async throws -> Void) async throws {
        var next = try await nextChunk()
        var writing: Task<Void, any Error>?
        var isFirst = true
        do {
            while next != nil {
                var piece: [UInt8] = []
                // A small file is one small piece; whatever follows the first is large.
                if !isFirst { piece.reserveCapacity(MultipartReader.copySize + 64 * 1024) }
                while let chunk = next, piece.count < MultipartReader.copySize {
                    piece += chunk.readableBytesView
                    next = try await nextChunk()
                }
                isFirst = false
                try await writing?.value
                if next == nil {
                    writing = nil
                    try await write(piece)
                } else {
                    writing = Task { [piece] in try await write(piece) }
                }
            }
        } catch {
            _ = await writing?.result
            throw error
        }
    }

    /// Streams the present part into a new blob, which is not finished yet; nil where the part has no bytes.
    ///
    /// Whoever gets the writer ends it, by `finish` or by `abort`; where this throws, nothing is left of it.
    ///
    /// - Parameters:
    ///   - limit: most bytes of the part.
    ///   - tooLarge: what is thrown where it has more, as soon as that shows.
    public mutating func copyPart(
        to blobs: any BlobStore, limit: Int64 = .max, tooLarge: Failure = .fileTooLarge
    ) async throws -> (any BlobWriter)? {
        let writer = try await blobs.makeWriter()
        do {
            try await copyPart { piece in
                guard await writer.size + Int64(piece.count) <= limit else { throw tooLarge }
                try await writer.write(piece)
            }
        } catch {
            await writer.abort()
            throw error
        }
        if await writer.size > 0 { return writer }
        await writer.abort()
        return nil
    }
}

extension Failure {
    /// A file larger than is taken, where nothing more is to be said.
    public static var fileTooLarge: Failure {
        Failure(.tooLarge, code: "file.too-large", "The file is larger than files may be here. Send a smaller one.")
    }
}
