import CVips
import Images

/// An image of libvips: how it comes to be, not its pixels, until it is written.
final class Picture {
    typealias Pointer = UnsafeMutablePointer<VipsImage>

    private let pointer: Pointer

    /// Takes over what an operation gave; without it, throws what libvips says.
    init(_ pointer: Pointer?) throws(ImageError) {
        guard let pointer else { throw PictureLibrary.error() }
        self.pointer = pointer
    }

    deinit { image_release(pointer) }

    /// Another image, which an operation makes of this one.
    func made(by operation: (Pointer) -> Pointer?) throws(ImageError) -> Picture {
        defer { withExtendedLifetime(self) {} }
        return try Picture(operation(pointer))
    }

    /// Another image, which an operation makes of two.
    func made(with other: Picture, by operation: (Pointer, Pointer) -> Pointer?) throws(ImageError) -> Picture {
        defer { withExtendedLifetime((self, other)) {} }
        return try Picture(operation(pointer, other.pointer))
    }

    /// Decodes, computes and writes it, without metadata.
    func write(to target: borrowing Descriptor, as format: image_format, quality: Int32) throws(ImageError) {
        defer { withExtendedLifetime(self) {} }
        guard image_write(pointer, target.number, format, quality) == 0 else { throw PictureLibrary.error() }
    }

    var width: Int { Int(vips_image_get_width(pointer)) }
    /// Of all pages together, which lie one below the other.
    var height: Int { Int(vips_image_get_height(pointer)) }
    var pageHeight: Int { Int(vips_image_get_page_height(pointer)) }
    var pages: Int { max(Int(vips_image_get_n_pages(pointer)), 1) }
    /// Whether the colours are told by a profile (ICC.1) that came with the image.
    var hasProfile: Bool { image_has_profile(pointer) != 0 }
    var hasAlpha: Bool { vips_image_hasalpha(pointer) != 0 }
    var isTurned: Bool { vips_image_get_orientation_swap(pointer) != 0 }

    func text(_ field: String) -> String? { image_text(pointer, field).map { String(cString: $0) } }
}

/// libvips as a whole.
enum PictureLibrary {
    static func start() throws(ImageError) {
        guard image_library_start("gatehouse-images") == 0 else { throw error() }
    }

    /// What libvips complains of, in one line; its memory of it is emptied.
    static func error() -> ImageError {
        let lines = String(cString: image_error()).split(separator: "\n").map { line in
            line.filter { !$0.isNewline }
        }
        image_error_clear()
        let text = String(lines.filter { !$0.isEmpty }.joined(separator: "; ").prefix(300))
        return .notAnImage(detail: text.isEmpty ? "no decoder takes it" : text)
    }
}
