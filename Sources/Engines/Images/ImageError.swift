/// Why there is no image.
public enum ImageError: Error, Sendable, Hashable, Codable {
    /// The bytes are no image of a format that is taken, or are damaged or cut off; `detail` is the decoder's word.
    case notAnImage(detail: String)
    /// More pixels than are decoded, in all pages together.
    case tooLarge(width: Int, height: Int, pages: Int, maximumPixels: Int)
    /// The process that looked at it met a limit of memory or output, or crashed.
    case refused(detail: String)
    /// It took longer than allowed.
    case timedOut(after: Duration)
    /// Too many images wait; the same request may succeed later.
    case overloaded
    /// The process cannot be started, or a path cannot be read or written.
    case unavailable(detail: String)
}

extension ImageError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notAnImage(let detail):
            "this is no image that can be read: \(detail); save it anew as JPEG or PNG"
        case .tooLarge(let width, let height, let pages, let maximumPixels):
            "the image has \(width) × \(height) pixels in each of \(pages) pages, and \(maximumPixels) are the most "
                + "in all; make it smaller"
        case .refused(let detail):
            "the image was given up: \(detail); save it anew or make it smaller"
        case .timedOut(let duration):
            "the image took longer than \(duration); make it smaller"
        case .overloaded:
            "too many images wait to be worked on; try again in a few seconds"
        case .unavailable(let detail):
            "images cannot be worked on: \(detail)"
        }
    }
}
