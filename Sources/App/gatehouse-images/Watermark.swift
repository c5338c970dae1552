import CVips
import Images

/// A short text, slanting, again and again over the whole image: white with a dark shadow, so that it shows on
/// everything.
struct Watermark {
    private static let mostCharacters = 100
    private let text: String

    init(_ text: String) { self.text = String(text.prefix(Self.mostCharacters)) }

    /// - Parameter pages: how many lie one below the other; each gets the same.
    func drawn(across picture: Picture, pages: Int) throws(ImageError) -> Picture {
        let (width, height) = (picture.width, picture.height / max(pages, 1))
        let letters = try letters(within: width, height)
        let gap = letters.height * 2
        let turned = try letters.made { image_turned($0, -30) }
        let (tileWidth, tileHeight) = (turned.width + gap, turned.height + gap)
        let offset = Int32(max(1, letters.height / 16))
        let stamp = try turned.made {
            image_placed($0, Int32(gap / 2), Int32(gap / 2), Int32(tileWidth), Int32(tileHeight))
        }.made { image_stamp($0, offset) }.made { image_in_memory($0) }
        let across = Int32((width + tileWidth - 1) / tileWidth)
        let down = Int32((height + tileHeight - 1) / tileHeight)
        var sheet = try stamp.made { image_repeated($0, across, down) }
            .made { image_cropped($0, Int32(width), Int32(height)) }
        if pages > 1 { sheet = try sheet.made { image_repeated($0, 1, Int32(pages)) } }
        return try picture.made(with: sheet) { image_overlaid($0, $1) }
    }

    /// A tenth of the image high, less where the text would not fit in.
    private func letters(within width: Int, _ height: Int) throws(ImageError) -> Picture {
        let size = min(max(min(width, height) / 10, 8), 200)
        let letters = try Picture(image_letters(text, Int32(size)))
        guard letters.width > width, size > 8 else { return letters }
        return try Picture(image_letters(text, Int32(max(size * width / letters.width, 8))))
    }
}
