extension FileKind {
    /// The extensions a file of this kind may bear, in lower case and without the dot, the customary one first.
    public var filenameExtensions: [String] {
        switch self {
        case .jpg: ["jpg", "jpeg", "jpe", "jif", "jfif"]
        case .tiff: ["tif", "tiff"]
        case .bmp: ["bmp", "dib"]
        case .heic: ["heic", "heif"]
        case .html: ["html", "htm", "xhtml"]
        case .txt: ["txt", "text", "log"]
        case .ogg: ["ogg", "oga", "opus"]
        case .wav: ["wav", "wave"]
        case .m4a: ["m4a", "m4b"]
        case .unknown: []
        default: [rawValue]
        }
    }

    /// The kind that an extension promises, in any case and with or without its dot; nil where it promises none.
    public static func named(extension text: String) -> FileKind? {
        var text = text.lowercased()
        if text.first == "." { text.removeFirst() }
        return byExtension[text]
    }

    /// The kind that a filename's last extension promises.
    public static func named(filename: String) -> FileKind? {
        guard let dot = filename.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        return named(extension: String(filename[filename.utf8.index(after: dot)...]))
    }

    /// Whether a file of this kind may bear this name.
    public func allows(filename: String) -> Bool {
        self != .unknown && FileKind.named(filename: filename) == self
    }

    private static let byExtension: [String: FileKind] = Dictionary(
        allCases.flatMap { kind in kind.filenameExtensions.map { ($0, kind) } }, uniquingKeysWith: { first, _ in first }
    )
}
