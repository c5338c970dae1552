import CVips
import Glibc
import Images

/// Makes one image of another.
struct Conversion {
    private static let largestSide = 10_000_000
    private let wanted: ImageConversion
    private let limits: ImageLimits

    init(_ wanted: ImageConversion, limits: ImageLimits) {
        self.wanted = wanted
        self.limits = limits
    }

    func run() throws(ImageError) -> ImageFacts {
        let source = try Descriptor(reading: wanted.source)
        let facts = try Inspection.facts(of: source)
        guard facts.format != .bmp else {
            throw .notAnImage(detail: "a BMP is only measured, not converted")
        }
        let format = Self.format(wanted.output, of: facts.format)
        let takesAll = wanted.output == .keep && facts.pages > 1 && format != .jpeg && format != .png
        try check(facts, pages: takesAll ? facts.pages : 1)

        let hasProfile = try Picture(image_open(source.rewind())).hasProfile
        var picture = try Picture(
            image_fit(
                source.rewind(), Self.side(wanted.maximumWidth), Self.side(wanted.maximumHeight), takesAll ? 1 : 0,
                hasProfile ? 1 : 0))
        if let text = wanted.watermark, !text.isEmpty {
            picture = try Watermark(text).drawn(across: picture, pages: takesAll ? facts.pages : 1)
        }
        if format == .jpeg, picture.hasAlpha { picture = try picture.made { image_opaque($0) } }
        try write(picture.made { image_bare($0) }, as: format)
        let pages = takesAll ? facts.pages : 1
        return ImageFacts(
            format: format, width: picture.width, height: picture.height / pages, pages: pages,
            hasAlpha: picture.hasAlpha)
    }

    private func check(_ facts: ImageFacts, pages: Int) throws(ImageError) {
        let (area, overflow) = facts.width.multipliedReportingOverflow(by: facts.height)
        let (total, overflowAtPages) = area.multipliedReportingOverflow(by: pages)
        guard !overflow, !overflowAtPages, total <= limits.pixels else {
            throw .tooLarge(
                width: facts.width, height: facts.height, pages: pages, maximumPixels: limits.pixels)
        }
    }

    private func write(_ picture: Picture, as format: ImageFormat) throws(ImageError) {
        let target = try Descriptor(creating: wanted.target)
        let quality = Int32(min(max(wanted.quality, 1), 100))
        do throws(ImageError) {
            try picture.write(to: target, as: Self.saver(format), quality: quality)
        } catch {
            unlink(wanted.target)
            throw error
        }
    }

    private static func side(_ most: Int?) -> Int32 {
        Int32(min(max(most ?? largestSide, 1), largestSide))
    }

    private static func format(_ output: ImageConversion.Output, of source: ImageFormat) -> ImageFormat {
        switch output {
        case .keep: source == .heic || source == .bmp ? .jpeg : source
        case .jpeg: .jpeg
        case .png: .png
        case .webp: .webp
        }
    }

    private static func saver(_ format: ImageFormat) -> image_format {
        switch format {
        case .png: image_png
        case .webp: image_webp
        case .gif: image_gif
        case .tiff: image_tiff
        case .jpeg, .heic, .bmp: image_jpeg
        }
    }
}
