/// Decides what files are by their bytes.
///
/// A filename is asked for one thing alone: whether a text is a table. One detector serves the whole process.
public final class FileKindDetector: Sendable {
    private let memory = ScratchMemory(size: 2 * FileBytes.wholeUpTo)
    private let names = MagicNames()

    public init() {}

    /// Looks at a whole file. Reads its two ends and what its structure points to, at most some 100 KiB, but all of a
    /// text. Blocks on the disk.
    public func inspect(fileAt path: String, named name: String?) throws(FileKindError) -> FileInspection {
        let promised = name.flatMap(FileKind.named(filename:))
        return try memory.withBlock { memory throws(FileKindError) in
            try inspect(try FileBytes(path: path, memory: memory), promised)
        }
    }

    /// As for a file, of one that is in memory as a whole. Nil for an archive, whose parts are read from a file alone.
    public func inspect(
        whole bytes: UnsafeRawBufferPointer, named name: String?
    ) throws(FileKindError) -> FileInspection? {
        let file = FileBytes(whole: bytes)
        if Container(file.head) == .zip { return nil }
        return try inspect(file, name.flatMap(FileKind.named(filename:)))
    }

    private func inspect(
        _ file: borrowing FileBytes, _ promised: FileKind?
    ) throws(FileKindError) -> FileInspection {
        guard file.size > 0 else { return FileInspection(Self.kindOfEmpty(promised)) }
        if let container = Container(file.head) {
            let found = try container.inspect(file)
            if found.kind != .unknown {
                let second = try Polyglots.second(file, besides: found.kind)
                return FileInspection(found.kind, alsoReadsAs: second, hasMacros: found.hasMacros)
            }
            guard container.isWeak(file.head) else { return unknown(file) }
        }
        if let kind = try PlainText.inspect(file, named: promised) { return FileInspection(kind) }
        return unknown(file)
    }

    public func kind(ofFileAt path: String, named name: String?) throws(FileKindError) -> FileKind {
        try inspect(fileAt: path, named: name).kind
    }

    /// What the first bytes promise, so that an upload can be refused early; 1 KiB or more are best.
    ///
    /// Of documents that are archives on the outside the name is believed here; the whole file decides.
    public func likelyKind(ofHead bytes: UnsafeRawBufferPointer, named name: String?) -> FileKind {
        let promised = name.flatMap(FileKind.named(filename:))
        let head = ByteView(bytes)
        guard head.count > 0 else { return Self.kindOfEmpty(promised) }
        if let container = Container(head) {
            let kind = container.likelyKind(head, named: promised)
            guard kind == .unknown, container.isWeak(head) else { return kind }
        }
        return PlainText.likelyKind(ofHead: head, named: promised) ?? .unknown
    }

    /// No bytes are a text of no characters, if the name says text.
    private static func kindOfEmpty(_ promised: FileKind?) -> FileKind {
        promised == .csv || promised == .txt ? promised ?? .unknown : .unknown
    }

    private func unknown(_ file: borrowing FileBytes) -> FileInspection {
        FileInspection(.unknown, looksLike: names.mediaType(of: file.head))
    }
}
