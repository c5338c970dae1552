import Basics

/// The name that a sender gave a file, made harmless: the last part of its path, without control characters and at most
/// 255 bytes long.
public struct SentFileName: Hashable, Sendable {
    /// Bytes of UTF-8 that file systems take.
    public static let limit = 255

    public let text: String

    /// Throws `Failure` of this field where nothing is left of the name, or where it holds control characters, also
    /// those that change the direction of what follows. A name that is too long loses the end of its stem.
    public init(_ sent: String, field: String = "file") throws {
        let last = sent.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }.last ?? ""
        let name = String(last).trimmed
        guard !name.isEmpty, name != ".", name != ".." else {
            throw Failure.invalid(field, code: "file.name", "The file has no name. Send one with it.")
        }
        guard name.unicodeScalars.allSatisfy({ !SentFileName.isControl($0) }) else {
            throw Failure.invalid(
                field, code: "file.name", "The file's name has control characters. Give it another name.")
        }
        text = SentFileName.shortened(name)
    }

    /// C0, DEL, C1, line and paragraph separators, and what overrides the direction of writing (UAX #9).
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0xFEFF: true
        default: false
        }
    }

    /// The extension stays, unless there is hardly anything else.
    private static func shortened(_ name: String) -> String {
        guard name.utf8.count > limit else { return name }
        let dot = name.lastIndex(of: ".") ?? name.endIndex
        let tail = name[dot...].utf8.count <= 32 ? name[dot...] : ""
        var stem = ""
        var room = limit - tail.utf8.count
        for character in name {
            room -= String(character).utf8.count
            guard room >= 0 else { break }
            stem.append(character)
        }
        return stem + tail
    }
}
