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
    private let isKeptElsewhere: @Sendable (Digest, any Transaction) throws -> Bool

    /// - Parameter isKeptElsewhere: whether anything but files refers to an image.
    public init(
        storage: any Storage, blobs: any BlobStore, images: any ImageProcessor, temporary: TemporaryFolder,
        isKeptElsewhere: @escaping @Sendable (Digest, any Transaction) throws -> Bool = { _, _ in false }
    ) {
        self.storage = storage
        self.blobs = blobs
        self.images = images
        self.temporary = temporary
        self.isKeptElsewhere = isKeptElsewhere
    }

    /// The image as this variant. Throws `invalid` where it is damaged, `unavailable` where it cannot be made now.
    public func image(_ content: FileContent, as variant: ImageVariant) async throws -> ShownImage {
        if variant.isOriginal { return ShownImage(digest: content.digest, kind: content.kind) }
        return try await image(content.digest, as: variant)
    }

    /// An image that is no file's, as a variant that is not the original; throws as above.
    public func image(_ source: Digest, as variant: ImageVariant) async throws -> ShownImage {
        let known = try await storage.read { tx in try ImageVariantTable.find(variant, of: source, in: tx) }
        if let known { return known }
        let made = try await make(variant, of: source)
        let image = ShownImage(digest: made.blob.digest, kind: made.facts.format.kind)
        try await storage.write { tx in
            guard try ImageVariantTable.isKept(source, in: tx) || isKeptElsewhere(source, tx) else { return }
            try ImageVariantTable.insert(image, as: variant, of: source, in: tx)
        }
        return image
    }

    /// Forgets what was made of images that nobody refers to any more.
    public func forget(of sources: [Digest]) async throws {
        let known = try await storage.read { tx in try ImageVariantTable.sources(among: sources, in: tx) }
        guard !known.isEmpty else { return }
        try await storage.write { tx in
            let unkept = try known.filter { try !ImageVariantTable.isKept($0, in: tx) && !isKeptElsewhere($0, tx) }
            try ImageVariantTable.delete(ofUnkept: unkept, in: tx)
        }
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
