public import Basics
public import Blobs
import FileKinds
public import Images
public import Storage

/// Makes images smaller, others, or marked, and keeps what was made for the next who asks.
public struct ImageVariants: Sendable {
    private let storage: any Storage
    private let blobs: any BlobStore
    private let images: any ImageProcessor
    private let temporary: TemporaryFolder

    public init(storage: any Storage, blobs: any BlobStore, images: any ImageProcessor, temporary: TemporaryFolder) {
        self.storage = storage
        self.blobs = blobs
        self.images = images
        self.temporary = temporary
    }

    /// The image as this variant. Throws `invalid` where it is damaged, `unavailable` where it cannot be made now.
    public func image(_ content: FileContent, as variant: ImageVariant) async throws -> ShownImage {
        if variant.isOriginal { return ShownImage(digest: content.digest, kind: content.kind) }
        let known = try await storage.read { tx in
            try ImageVariantTable.find(variant, of: content.digest, in: tx)
        }
        if let known { return known }
        let made = try await make(variant, of: content.digest)
        let image = ShownImage(digest: made.blob.digest, kind: made.facts.format.kind)
        try await storage.write { tx in
            try ImageVariantTable.insert(image, as: variant, of: content.digest, in: tx)
        }
        return image
    }

    /// The same picture upright and without any metadata: no place, no camera, no thumbnail of what was cut away.
    func stripped(_ content: ExaminedContent) async throws -> ExaminedContent {
        let made = try await make(ImageVariant(), of: content.blob.digest)
        let kind = made.facts.format.kind
        return ExaminedContent(
            blob: made.blob, kind: kind, isInlineSafe: kind.isInlineSafe, width: made.facts.width,
            height: made.facts.height)
    }

    private func make(_ variant: ImageVariant, of source: Digest) async throws -> (blob: Blob, facts: ImageFacts) {
        do {
            return try await temporary.withFile(".image") { target in
                let facts = try await blobs.withLocalFile(source) { path in
                    try await images.convert(
                        ImageConversion(
                            from: path, to: target, output: variant.isJPEG ? .jpeg : .keep,
                            maximumWidth: variant.width, watermark: variant.watermark))
                }
                return (try await blobs.put(fileAt: target), facts)
            }
        } catch let error as ImageError {
            throw ImageVariants.failure(error)
        }
    }

    private static func failure(_ error: ImageError) -> Failure {
        switch error {
        case .notAnImage, .refused:
            Failure.invalid(
                "file", code: "image.damaged", "The image is damaged and cannot be shown otherwise than it is.")
        case .tooLarge(let width, let height, _, let most):
            Failure.invalid(
                "file", code: "image.too-large",
                "The image has \(width) × \(height) pixels; at most \(most) in all can be worked on.")
        case .timedOut, .overloaded, .unavailable:
            Failure(
                .unavailable, code: "images.unavailable", "Images cannot be worked on now. Try again in a moment.",
                cause: error)
        }
    }
}

extension ImageFormat {
    fileprivate var kind: FileKind {
        switch self {
        case .jpeg: .jpg
        case .png: .png
        case .webp: .webp
        case .gif: .gif
        case .tiff: .tiff
        case .heic: .heic
        case .bmp: .bmp
        }
    }
}
