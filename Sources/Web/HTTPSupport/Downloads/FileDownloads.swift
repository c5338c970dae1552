import Basics
public import Blobs
import FileKinds
public import Files
public import Hummingbird

/// Answers with the bytes of kept files, for surfaces that show them as they are or smaller.
public struct FileDownloads: Sendable {
    private let blobs: any BlobStore
    private let images: ImageVariants

    public init(blobs: any BlobStore, images: ImageVariants) {
        self.blobs = blobs
        self.images = images
    }

    /// The file's bytes, or the part of them that is asked for: shown by the browser where nothing can happen by that.
    ///
    /// An image whose width is asked for as `?w=` comes in that width, unless it is smaller anyway.
    public func response(
        to request: Request, with file: StoredFile, forcesDownload: Bool = false
    ) async throws -> Response {
        guard let content = file.content else { throw Failure.notFound("file") }
        let image = try await images.image(content, as: try variant(of: content, for: request))
        let isSafe = image.digest == content.digest ? content.isInlineSafe : image.kind.isInlineSafe
        return try await Download(
            name: file.name, mediaType: image.kind.mediaType,
            disposition: isSafe && !forcesDownload ? .inline : .attachment, lastModified: file.createdAt
        ).response(of: image.digest, in: blobs, for: request)
    }

    private func variant(of content: FileContent, for request: Request) throws -> ImageVariant {
        guard let text = request.query("w") else { return ImageVariant() }
        guard content.kind.isImage else {
            throw Failure.invalid("w", code: "image.none", "Only images have a width. Leave w out.")
        }
        guard let width = ImageVariant.widths.first(where: { String($0) == text }) else {
            let known = ImageVariant.widths.map(String.init).joined(separator: ", ")
            throw Failure.invalid("w", code: "image.width", "The width w must be one of \(known).")
        }
        return width < content.width ?? .max ? ImageVariant(width: width) : ImageVariant()
    }
}
