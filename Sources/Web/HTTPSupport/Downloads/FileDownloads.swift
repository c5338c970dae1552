import Basics
public import Blobs
import FileKinds
public import Files
import HTTPTypes
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
    /// An image whose width is asked for as `?w=` comes in that width, unless it is smaller anyway. A HEIC or TIFF image
    /// comes as a JPEG where `Accept` takes that and not the image's own type.
    public func response(
        to request: Request, with file: StoredFile, forcesDownload: Bool = false
    ) async throws -> Response {
        guard let content = file.content else { throw Failure.notFound("file") }
        let image = try await images.image(content, as: try variant(of: content, for: request))
        let isSafe = image.digest == content.digest ? content.isInlineSafe : image.kind.isInlineSafe
        var response = try await Download(
            name: image.name(of: file), mediaType: image.kind.mediaType,
            disposition: isSafe && !forcesDownload ? .inline : .attachment, lastModified: file.createdAt
        ).response(of: image.digest, in: blobs, for: request)
        if content.kind.isImage { response.headers[.vary] = "Accept" }
        return response
    }

    private func variant(of content: FileContent, for request: Request) throws -> ImageVariant {
        let width = try request.query("w").map { try ImageVariant.width(named: $0) }
        guard content.kind.isImage else {
            guard width == nil else {
                throw Failure.invalid("w", code: "image.none", "Only images have a width. Leave w out.")
            }
            return ImageVariant()
        }
        var variant = ImageVariant()
        if let width, width < content.width ?? .max { variant.width = width }
        variant.isJPEG = AcceptedTypes(request.headers[.accept]).takeJPEG(insteadOf: content.kind)
        return variant
    }
}
