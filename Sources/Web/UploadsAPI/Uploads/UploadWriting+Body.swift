import Files
import Hummingbird
import NIOCore

extension UploadWriting {
    /// Writes a request's body. Where it breaks off, what came is kept.
    nonisolated func take(_ body: RequestBody) async throws -> Upload {
        do {
            for try await piece in body { try await write(Array(piece.readableBytesView)) }
        } catch {
            await breakOff()
            throw error
        }
        return try await end()
    }
}
