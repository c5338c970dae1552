public import Basics
public import FileKinds

/// How an image is to be shown, other than as it was sent.
public struct ImageVariant: Hashable, Sendable {
    /// Pixels, at most; an image is never enlarged.
    public var width: Int?
    /// A text drawn across it.
    public var watermark: String?
    /// Whether it becomes a JPEG, whatever it was.
    public var isJPEG: Bool

    /// The widths that may be asked for: a few, so that nobody fills the store with variants.
    public static let widths = [64, 128, 256, 512, 1024]

    /// The width that a request names; throws `invalid` where it is none of those.
    public static func width(named text: String) throws -> Int {
        guard let width = widths.first(where: { String($0) == text }) else {
            let known = widths.map(String.init).joined(separator: ", ")
            throw Failure.invalid("w", code: "image.width", "The width w must be one of \(known).")
        }
        return width
    }

    public init(width: Int? = nil, watermark: String? = nil, isJPEG: Bool = false) {
        self.width = width
        self.watermark = watermark
        self.isJPEG = isJPEG
    }

    /// Whether there is nothing to be done.
    public var isOriginal: Bool { self == ImageVariant() }

    /// Two variants that look alike have one name.
    var name: String {
        "width=\(width.map(String.init) ?? "") jpeg=\(isJPEG) watermark=\(watermark ?? "")"
    }
}

/// The bytes of an image in one of its variants.
public struct ShownImage: Sendable {
    public let digest: Digest
    public let kind: FileKind

    /// A file's name for these bytes: a variant of another kind has another extension.
    public func name(of file: StoredFile) -> String {
        guard kind != file.content?.kind, let word = kind.filenameExtensions.first else { return file.name }
        let stem = file.name.lastIndex(of: ".").map { file.name[..<$0] } ?? file.name[...]
        return "\(stem).\(word)"
    }
}
