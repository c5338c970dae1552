/// Looks at images and makes others of them.
///
/// What decodes strangers' bytes runs apart from the caller: an image that crashes it or takes too long is an error
/// for that image alone.
public protocol ImageProcessor: Sendable {
    /// Reads the header alone.
    func facts(ofFileAt path: String) async throws(ImageError) -> ImageFacts

    /// Writes a new image and answers what was written. After an error nothing is left at the target.
    func convert(_ conversion: ImageConversion) async throws(ImageError) -> ImageFacts
}

/// What an image is.
public struct ImageFacts: Sendable, Hashable, Codable {
    public var format: ImageFormat
    /// In pixels, as the image is to be seen: after the turn that its EXIF orientation asks for.
    public var width: Int
    public var height: Int
    /// Pages of a tiff, pictures of an animation; 1 for everything else.
    public var pages: Int
    public var hasAlpha: Bool

    public init(format: ImageFormat, width: Int, height: Int, pages: Int = 1, hasAlpha: Bool = false) {
        self.format = format
        self.width = width
        self.height = height
        self.pages = pages
        self.hasAlpha = hasAlpha
    }
}

/// Formats of images that are taken. Of a bmp only the header is read; a heic is read and never written.
public enum ImageFormat: String, Sendable, Hashable, Codable, CaseIterable {
    case jpeg, png, webp, gif, tiff, heic, bmp

    /// As registered with IANA.
    public var mediaType: String { "image/\(rawValue)" }
}
