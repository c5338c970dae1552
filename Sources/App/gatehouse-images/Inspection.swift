import CVips
import Images

/// Reads what an image is from its header.
enum Inspection {
    static func facts(ofFileAt path: String) throws(ImageError) -> ImageFacts {
        let file = try Descriptor(reading: path)
        return try facts(of: file)
    }

    static func facts(of file: borrowing Descriptor) throws(ImageError) -> ImageFacts {
        if let bitmap = BitmapHeader(file.start(BitmapHeader.size)) {
            return ImageFacts(format: .bmp, width: bitmap.width, height: bitmap.height)
        }
        // libvips asks every decoder it was built with whether it knows a file; strange ones are not even asked.
        guard Self.isTaken(file.start(12)) else { throw .notAnImage(detail: "its format is not one that is taken") }
        let picture = try Picture(image_open(file.rewind()))
        let isTurned = picture.isTurned
        return ImageFacts(
            format: try format(of: picture), width: isTurned ? picture.height : picture.width,
            height: isTurned ? picture.width : picture.height, pages: picture.pages, hasAlpha: picture.hasAlpha)
    }

    private static func format(of picture: Picture) throws(ImageError) -> ImageFormat {
        let loader = picture.text("vips-loader") ?? ""
        for (prefix, format) in loaders where loader.hasPrefix(prefix) {
            if format == .heic, let compression = picture.text("heif-compression"), compression != "hevc" {
                throw .notAnImage(detail: "of the HEIF images only those packed as HEVC are taken, not \(compression)")
            }
            return format
        }
        throw .notAnImage(detail: "no decoder takes it")
    }

    private static func isTaken(_ start: [UInt8]) -> Bool {
        func has(_ text: String, at position: Int = 0) -> Bool { start.dropFirst(position).starts(with: text.utf8) }
        return start.starts(with: [0xFF, 0xD8, 0xFF]) || start.starts(with: [0x89, 0x50, 0x4E, 0x47]) || has("GIF8")
            || has("RIFF") && has("WEBP", at: 8) || has("ftyp", at: 4) || has("II") || has("MM")
    }

    private static let loaders: [(String, ImageFormat)] = [
        ("jpegload", .jpeg), ("pngload", .png), ("webpload", .webp), ("gifload", .gif), ("tiffload", .tiff),
        ("heifload", .heic),
    ]
}

/// The size that a BMP's headers give. libvips reads such files only by a library that is not for strangers' files.
struct BitmapHeader {
    static let size = 26
    let width: Int
    let height: Int

    init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.size, bytes[0] == 0x42, bytes[1] == 0x4D else { return nil }
        func number(_ position: Int, _ count: Int) -> UInt32 {
            (0..<count).reduce(0) { $0 | UInt32(bytes[position + $1]) << UInt32(8 * $1) }
        }
        if number(14, 4) == 12 {
            (width, height) = (Int(number(18, 2)), Int(number(20, 2)))
        } else {
            // Rows from the top down have a height below zero.
            width = Int(Int32(bitPattern: number(18, 4)))
            height = Int(Int32(bitPattern: number(22, 4)).magnitude)
        }
        guard width > 0, height > 0 else { return nil }
    }
}
