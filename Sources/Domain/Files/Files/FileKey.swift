import Basics

/// A file's name in URLs: 96 random bits as 24 lower-case hex digits, which cannot be guessed and never changes.
public struct FileKey: Hashable, Sendable {
    public let text: String

    /// Nil where the text is not 24 hex digits; upper case is taken too.
    public init?(_ text: some StringProtocol) {
        let lower = text.lowercased()
        guard lower.utf8.count == 24,
            lower.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        self.text = lower
    }

    private init(known text: String) {
        self.text = text
    }

    static func random() -> FileKey { FileKey(known: Secret.random(bytes: 12).exposed) }
}

extension FileKey: CustomStringConvertible {
    public var description: String { text }
}
