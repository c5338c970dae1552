/// A new image to be made of another: upright, in sRGB, without any metadata, and never enlarged.
public struct ImageConversion: Sendable, Hashable, Codable {
    public enum Output: String, Sendable, Hashable, Codable {
        /// The source's own format with all its pages; a heic becomes a jpeg.
        case keep
        /// The first page, on white where the source shines through.
        case jpeg
        /// The first page.
        case png, webp
    }

    public var source: String
    /// Must not exist yet.
    public var target: String
    public var output: Output
    /// The box in pixels that the image has to fit into.
    public var maximumWidth: Int?
    public var maximumHeight: Int?
    /// A short text that is drawn across, again and again.
    public var watermark: String?
    /// Of jpeg and webp, 1 to 100.
    public var quality: Int

    public init(
        from source: String, to target: String, output: Output = .keep, maximumWidth: Int? = nil,
        maximumHeight: Int? = nil, watermark: String? = nil, quality: Int = 85
    ) {
        self.source = source
        self.target = target
        self.output = output
        self.maximumWidth = maximumWidth
        self.maximumHeight = maximumHeight
        self.watermark = watermark
        self.quality = quality
    }
}
