import Basics
import Blobs
import FileKinds
import Files
import HTTPSupport
import HTTPTypes
import Hummingbird
import NIOCore

/// Answers with the bytes of files: as they are, as a variant of an image, or as Base64.
struct ContentAnswers: Sendable {
    let blobs: any BlobStore
    let images: ImageVariants

    func answer(to request: Request, with view: FirmFileView) async throws -> Response {
        guard let content = view.file.content else { throw Failure.notFound("file") }
        let wanted = try WantedForm(request)
        let isJSON = wanted.isJSON(insteadOf: content.kind.mediaType)
        let image = try await images.image(content, as: try variant(of: view, content, wanted, isJSON: isJSON))
        var response: Response
        if isJSON {
            let text = Base64Text(reader: try await blobs.open(image.digest))
            response = Response(
                status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"], body: text.body)
        } else {
            let isShown = image.digest == content.digest ? content.isInlineSafe : image.kind.isInlineSafe
            let download = Download(
                name: image.name(of: view.file), mediaType: image.kind.mediaType,
                disposition: isShown ? .inline : .attachment,
                caching: FirmFileAccess(view.file.audience) == .public && !view.file.hasWatermark
                    ? "public, no-cache" : "private, no-cache",
                lastModified: view.file.createdAt)
            response = try await download.response(of: image.digest, in: blobs, for: request)
        }
        response.headers[.vary] = "Accept, Authorization, Content-Type"
        return response
    }

    /// A picture that stands for one that nobody set.
    func answer(to request: Request, with picture: DefaultPicture) throws -> Response {
        let wanted = try WantedForm(request)
        let png = picture.png(width: wanted.width)
        var response: Response
        if wanted.isJSON(insteadOf: FileKind.png.mediaType) {
            response = .json(.string(Base64Text.encode(png)))
        } else {
            response = Response(
                status: .ok, headers: [.contentType: FileKind.png.mediaType, .cacheControl: "public, no-cache"],
                body: .init(byteBuffer: ByteBuffer(bytes: png)))
            response.headers[.xContentTypeOptions] = "nosniff"
        }
        response.headers[.vary] = "Accept, Authorization, Content-Type"
        return response
    }

    /// What is to be done to the image before it goes out. Browsers that do not take a HEIC or a TIFF get a JPEG.
    private func variant(
        of view: FirmFileView, _ content: FileContent, _ wanted: WantedForm, isJSON: Bool
    ) throws -> ImageVariant {
        guard content.kind.isImage else {
            guard wanted.width == nil else {
                throw Failure.invalid("w", code: "image.none", "Only images have a width. Leave w out.")
            }
            return ImageVariant()
        }
        var variant = ImageVariant(watermark: view.watermark)
        if let width = wanted.width, width < content.width ?? .max { variant.width = width }
        if !isJSON { variant.isJPEG = wanted.accepted.takeJPEG(insteadOf: content.kind) }
        return variant
    }
}
