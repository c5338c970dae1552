public import Basics
public import Blobs
public import FileKinds
public import Images

/// Takes in pictures that are no files of anybody's, as logos and avatars.
///
/// What comes is judged by its bytes and made anew: upright, one picture, without metadata, and no larger than it is shown.
public struct PictureIntake: Sendable {
    /// Bytes of one picture as it is sent.
    public static let limit = 4 << 20
    /// Pixels of its longer side as it is kept.
    public static let longestSide = 1024

    private let blobs: any BlobStore
    private let detector: FileKindDetector
    private let images: any ImageProcessor
    private let temporary: TemporaryFolder

    public init(
        blobs: any BlobStore, detector: FileKindDetector, images: any ImageProcessor, temporary: TemporaryFolder
    ) {
        self.blobs = blobs
        self.detector = detector
        self.images = images
        self.temporary = temporary
    }

    /// The digest of the picture as it is to be kept. What was sent is swept later.
    ///
    /// Throws `invalid` where it is no picture that is taken, `unavailable` where it cannot be worked on now.
    ///
    /// - Parameter field: by which failures name it.
    public func take(_ sent: Digest, as field: String) async throws -> Digest {
        do {
            return try await temporary.withFile(".image") { target in
                try await blobs.withLocalFile(sent) { path in
                    guard let output = PictureIntake.output(for: try detector.inspect(fileAt: path, named: nil)) else {
                        throw Failure.invalid(
                            field, code: "picture.kind", "must be a JPEG, PNG, GIF, WebP or HEIC picture")
                    }
                    _ = try await images.convert(
                        ImageConversion(
                            from: path, to: target, output: output, maximumWidth: PictureIntake.longestSide,
                            maximumHeight: PictureIntake.longestSide))
                }
                return try await blobs.put(fileAt: target).digest
            }
        } catch let error as ImageError {
            throw PictureIntake.failure(error, field)
        }
    }

    /// Nil for what is no picture, or something else as well.
    private static func output(for found: FileInspection) -> ImageConversion.Output? {
        guard !found.isPolyglot else { return nil }
        return switch found.kind {
        case .jpg, .heic: .jpeg
        case .png, .gif: .png
        case .webp: .webp
        default: nil
        }
    }

    private static func failure(_ error: ImageError, _ field: String) -> Failure {
        switch error {
        case .notAnImage, .refused:
            Failure.invalid(field, code: "picture.damaged", "is damaged; save it anew as JPEG or PNG")
        case .tooLarge(let width, let height, _, let most):
            Failure.invalid(
                field, code: "picture.too-many-pixels",
                "has \(width) × \(height) pixels; at most \(most) in all can be worked on")
        case .timedOut, .overloaded, .unavailable:
            Failure(
                .unavailable, code: "images.unavailable", "Images cannot be worked on now. Try again in a moment.",
                cause: error)
        }
    }
}
