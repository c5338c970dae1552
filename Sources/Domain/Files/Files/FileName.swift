import Basics
import FileKinds

/// The name under which a file is kept: what a sender called it, without the folders of their machine.
public struct FileName: Hashable, Sendable {
    public let text: String

    /// Bytes of UTF-8; what file systems take.
    static let longest = 255

    /// Throws where nothing printable is left, or too much.
    public init(_ raw: String) throws {
        let last = raw.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let name = last.trimmed
        guard !name.isEmpty, name != ".", name != ".." else {
            throw Failure.invalid("filename", code: "file.name", "The file has no name. Send one.")
        }
        guard name.utf8.count <= FileName.longest, !name.hasControlCharacters else {
            throw Failure.invalid(
                "filename", code: "file.name",
                "The file's name must be at most \(FileName.longest) bytes of printable characters.")
        }
        text = name
    }

    /// What follows the last dot, in lower case; nil where there is none.
    public var fileExtension: String? {
        guard let dot = text.lastIndex(of: "."), dot != text.startIndex else { return nil }
        let rest = text[text.index(after: dot)...]
        return rest.isEmpty || rest.count > 10 || rest.contains(" ") ? nil : rest.lowercased()
    }

    /// The name with this extension, where it has none of its own.
    public func completed(with fileExtension: String?) throws -> FileName {
        guard self.fileExtension == nil, let fileExtension else { return self }
        return try FileName("\(text).\(fileExtension)")
    }

    /// Whether both names tell the same kind of file: `a.jpeg` and `b.jpg` do.
    public func agrees(with other: FileName) -> Bool {
        guard let mine = fileExtension, let its = other.fileExtension else {
            return fileExtension == other.fileExtension
        }
        return mine == its || (FileKind.named(extension: mine).map { $0 == FileKind.named(extension: its) } ?? false)
    }
}
