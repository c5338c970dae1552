import Basics
public import Blobs
import FileKinds
public import Files
public import Hummingbird

/// Answers with the bytes of kept files, for every surface.
public struct FileDownloads: Sendable {
    private let blobs: any BlobStore

    public init(blobs: any BlobStore) {
        self.blobs = blobs
    }

    /// The file's bytes, or the part of them that is asked for: shown by the browser where nothing can happen by that.
    public func response(
        to request: Request, with file: StoredFile, forcesDownload: Bool = false
    ) async throws -> Response {
        guard let content = file.content else { throw Failure.notFound("file") }
        let isShown = content.isInlineSafe && !forcesDownload
        return try await Download(
            name: file.name, mediaType: content.kind.mediaType, disposition: isShown ? .inline : .attachment,
            lastModified: file.createdAt
        ).response(of: content.digest, in: blobs, for: request)
    }
}
