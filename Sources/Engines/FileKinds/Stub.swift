public enum FileKind: String, Sendable, CaseIterable, Hashable, Codable {
    case png, jpg, gif, bmp, tiff, heic, webp, svg
    case pdf, doc, docx, docm, xls, xlsx, xlsm, ppt, pptx, pptm, odt, ods, rtf
    case csv, txt, html, xml, zip
    case mp3, wav, ogg, m4a
    case unknown
    public var mediaType: String { "" }
    public var filenameExtensions: [String] { [] }
    public var isImage: Bool { false }
    public var isAudio: Bool { false }
    public var isInlineSafe: Bool { false }
    public static func named(extension: String) -> FileKind? { nil }
    public static func named(filename: String) -> FileKind? { nil }
    public func allows(filename: String) -> Bool { false }
}
public struct FileInspection: Sendable, Equatable {
    public let kind: FileKind
    public let mediaType: String
    public let alsoReadsAs: FileKind?
    public var isPolyglot: Bool { false }
    public let hasMacros: Bool
    public var mayBeShownInline: Bool { false }
}
public final class FileKindDetector: Sendable {
    public init() {}
    public func inspect(fileAt path: String, named name: String?) throws(FileKindError) -> FileInspection {
        throw .unreadable(path: path, operation: "", code: 0)
    }
}
public enum FileKindError: Error, Sendable, Equatable { case unreadable(path: String, operation: String, code: Int32) }
