/// An answer of the store: elements with text and elements in them. Attributes and comments are passed over.
///
/// No more of XML is read than S3 uses: a document type, and with it every entity but the five of XML 1.0, is refused,
/// and so is what nests deeper than 16 elements. The size is bounded by whoever took the answer in.
struct XMLAnswer: Sendable {
    let name: String
    private(set) var text = ""
    private(set) var elements: [XMLAnswer] = []

    struct Unreadable: Error {}

    /// Reads a document; throws `Unreadable` where it is none.
    init(_ bytes: some Collection<UInt8>) throws {
        var reader = Reader(bytes: Array(bytes))
        var open: [XMLAnswer] = []
        while let token = try reader.next() {
            switch token {
            case .start(let name, let isEmpty):
                guard open.count < 16 else { throw Unreadable() }
                let element = XMLAnswer(name: name)
                if !isEmpty {
                    open.append(element)
                } else if open.isEmpty {
                    self = element
                    return
                } else {
                    open[open.count - 1].elements.append(element)
                }
            case .text(let text):
                if !open.isEmpty { open[open.count - 1].text += text }
            case .end(let name):
                guard let element = open.popLast(), element.name == name else { throw Unreadable() }
                if open.isEmpty {
                    self = element
                    return
                }
                open[open.count - 1].elements.append(element)
            }
        }
        throw Unreadable()
    }

    private init(name: String) {
        self.name = name
    }

    /// The elements of this name, in order.
    func all(_ name: String) -> [XMLAnswer] { elements.filter { $0.name == name } }

    /// The text of the first element of this name.
    subscript(_ name: String) -> String? { elements.first { $0.name == name }?.text }
}

private enum Token {
    /// The name without its prefix.
    case start(String, isEmpty: Bool)
    case end(String)
    case text(String)
}

private struct Reader {
    let bytes: [UInt8]
    var place = 0

    mutating func next() throws -> Token? {
        while place < bytes.count {
            guard bytes[place] == UInt8(ascii: "<") else { return .text(try unescape(upTo("<", orEnd: true))) }
            if skip("<?") {
                _ = try upTo("?>")
                place += 2
            } else if skip("<!--") {
                _ = try upTo("-->")
                place += 3
            } else if skip("<!") {
                throw XMLAnswer.Unreadable()
            } else if skip("</") {
                let name = try name(of: upTo(">"))
                place += 1
                return .end(name)
            } else {
                place += 1
                var tag = try upTo(">")
                place += 1
                let isEmpty = tag.last == UInt8(ascii: "/")
                if isEmpty { tag.removeLast() }
                return .start(try name(of: tag), isEmpty: isEmpty)
            }
        }
        return nil
    }

    private mutating func skip(_ text: String) -> Bool {
        guard bytes[place...].starts(with: text.utf8) else { return false }
        place += text.utf8.count
        return true
    }

    /// The bytes before a text, at which the place then is.
    private mutating func upTo(_ text: String, orEnd: Bool = false) throws -> ArraySlice<UInt8> {
        let start = place
        let first = text.utf8.first
        while place < bytes.count {
            if bytes[place] == first, bytes[place...].starts(with: text.utf8) { return bytes[start..<place] }
            place += 1
        }
        guard orEnd else { throw XMLAnswer.Unreadable() }
        return bytes[start...]
    }

    private func name(of tag: ArraySlice<UInt8>) throws -> String {
        let whole = tag.prefix { !" \t\r\n".utf8.contains($0) }
        let local = whole.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).last ?? []
        guard !local.isEmpty, local.count <= 128 else { throw XMLAnswer.Unreadable() }
        return String(decoding: local, as: UTF8.self)
    }

    private func unescape(_ text: ArraySlice<UInt8>) throws -> String {
        guard text.contains(UInt8(ascii: "&")) else { return String(decoding: text, as: UTF8.self) }
        var plain = ""
        var rest = text
        while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
            plain += String(decoding: rest[..<start], as: UTF8.self)
            guard let end = rest[start...].prefix(12).firstIndex(of: UInt8(ascii: ";")),
                let character = character(String(decoding: rest[(start + 1)..<end], as: UTF8.self))
            else { throw XMLAnswer.Unreadable() }
            plain.unicodeScalars.append(character)
            rest = rest[(end + 1)...]
        }
        return plain + String(decoding: rest, as: UTF8.self)
    }

    private func character(_ entity: String) -> Unicode.Scalar? {
        switch entity {
        case "lt": "<"
        case "gt": ">"
        case "amp": "&"
        case "quot": "\""
        case "apos": "'"
        case _ where entity.hasPrefix("#x"): UInt32(entity.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
        case _ where entity.hasPrefix("#"): UInt32(entity.dropFirst()).flatMap(Unicode.Scalar.init)
        default: nil
        }
    }
}
