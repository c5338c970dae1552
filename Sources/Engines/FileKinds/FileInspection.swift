/// What a look at a file's bytes found.
public struct FileInspection: Sendable, Equatable {
    public let kind: FileKind
    /// A second format that the same bytes are as well: a picture that is an archive too, or has HTML in front.
    public let alsoReadsAs: FileKind?
    /// Whether an office document carries macros; always so for docm, xlsm and pptm, never known for ppt.
    public let hasMacros: Bool
    /// What libmagic calls a file of unknown kind, as in `application/x-dosexec`. For messages and logs: no answer
    /// should bear it as its media type.
    public let looksLike: String?

    public init(_ kind: FileKind, alsoReadsAs: FileKind? = nil, hasMacros: Bool = false, looksLike: String? = nil) {
        self.kind = kind
        self.alsoReadsAs = alsoReadsAs
        self.hasMacros = hasMacros
        self.looksLike = looksLike
    }

    public var isPolyglot: Bool { alsoReadsAs != nil }

    /// Whether a browser may show it within a page; what is two things at once may not.
    public var mayBeShownInline: Bool { kind.isInlineSafe && !isPolyglot }
}
