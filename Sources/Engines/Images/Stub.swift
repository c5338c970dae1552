public protocol ImageProcessor: Sendable {
    func facts(ofFileAt path: String) async throws(ImageError) -> ImageFacts
    func convert(_ conversion: ImageConversion) async throws(ImageError) -> ImageFacts
}
public struct ImageFacts: Sendable, Equatable {
    public var format: ImageFormat; public var width: Int; public var height: Int
    public var pages: Int; public var hasAlpha: Bool
}
public enum ImageFormat: String, Sendable, Codable { case jpeg, png, webp, gif, tiff, heic, bmp }
public struct ImageConversion: Sendable {
    public enum Output: Sendable { case keep, jpeg, png, webp }
    public init(from source: String, to target: String, output: Output = .keep,
                maximumWidth: Int? = nil, maximumHeight: Int? = nil, watermark: String? = nil, quality: Int = 85) {}
}
public enum ImageError: Error, Sendable, Equatable {
    case notAnImage(String)
    case tooLarge(width: Int, height: Int, maximumPixels: Int)
    case refused(String)
    case timedOut(after: Duration)
    case overloaded
    case unavailable(String)
}
public final class ImageWorkers: ImageProcessor {
    public struct Options: Sendable { public var workers = 2; public init() {} }
    public init(executable: String, options: Options = Options()) {}
    public static func executableBesideThisOne() -> String { "" }
    public func facts(ofFileAt path: String) async throws(ImageError) -> ImageFacts { throw .overloaded }
    public func convert(_ conversion: ImageConversion) async throws(ImageError) -> ImageFacts { throw .overloaded }
}
