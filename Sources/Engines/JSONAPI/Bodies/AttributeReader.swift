public import Basics

/// Reads the attributes of a request one by one, and collects all that is wrong with them.
///
/// Values of a form are texts, so a text is taken for a number or a truth value where it reads as one.
public struct AttributeReader {
    private let attributes: JSON
    public private(set) var problems: [(name: String, message: String)] = []

    public init(_ document: RequestDocument) {
        attributes = document.attributes
    }

    /// Whether it was sent, be it null.
    public func has(_ name: String) -> Bool { attributes[name] != nil }

    /// Nil where it is absent, null, or wrong, which is noted.
    public mutating func text(_ name: String) -> String? {
        switch attributes[name] {
        case .string(let text): return text
        case .integer(let number): return String(number)
        case nil, .null: return nil
        default:
            note(name, "must be a text")
            return nil
        }
    }

    /// As `text`; notes where it is absent or blank.
    public mutating func requiredText(_ name: String) -> String? {
        let known = problems.count
        if let text = text(name), !text.trimmed.isEmpty { return text }
        if problems.count == known { note(name, "can't be blank") }
        return nil
    }

    public mutating func truth(_ name: String) -> Bool? {
        switch attributes[name] {
        case .boolean(let value): return value
        case .integer(1), .string("1"), .string("true"): return true
        case .integer(0), .string("0"), .string("false"): return false
        case nil, .null, .string(""): return nil
        default:
            note(name, "must be true or false")
            return nil
        }
    }

    public mutating func integer(_ name: String) -> Int64? {
        switch attributes[name] {
        case nil, .null, .string(""): return nil
        case .string(let text):
            if let number = Int64(text) { return number }
        case let value?:
            if let number = value.integer { return number }
        }
        note(name, "is not a number")
        return nil
    }

    /// Texts; a single one counts as a list of itself.
    public mutating func texts(_ name: String) -> [String]? {
        guard let items = list(name) else { return nil }
        let texts = items.compactMap(\.string)
        guard texts.count == items.count else {
            note(name, "must be a list of texts")
            return nil
        }
        return texts
    }

    public mutating func list(_ name: String) -> [JSON]? {
        guard let value = attributes[name], value != .null else { return nil }
        if case .string(let text) = value, !text.isEmpty { return [value] }
        guard let items = RequestDocument.list(value) else {
            note(name, "must be a list")
            return nil
        }
        return items
    }

    /// A text that stands for something; notes where it does not.
    public mutating func value<Value>(
        _ name: String, _ read: (String) -> Value?, orSay message: String = "is invalid"
    ) -> Value? {
        guard let text = text(name), !text.isEmpty else { return nil }
        if let value = read(text) { return value }
        note(name, message)
        return nil
    }

    public mutating func note(_ name: String, _ message: String) {
        problems.append((name, message))
    }

    /// Throws where anything was noted.
    public func finish() throws {
        guard !problems.isEmpty else { return }
        var fields: [(name: String, messages: [String])] = []
        for problem in problems {
            if let place = fields.firstIndex(where: { $0.name == problem.name }) {
                fields[place].messages.append(problem.message)
            } else {
                fields.append((problem.name, [problem.message]))
            }
        }
        throw Failure(
            .invalid, code: "request.attributes", "Some attributes are wrong. Correct those that are named.",
            fields: fields)
    }
}
