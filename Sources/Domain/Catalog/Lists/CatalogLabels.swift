public import Basics
import Storage

/// What a company, a brand, a warehouse or a host is called.
public struct CatalogLabels: Sendable, Equatable {
    /// 1 to 100 characters.
    public let name: String
    /// 1 to 20 characters, unique among its like.
    public let code: String
    /// An object of the owner's own, at most 10,000 bytes as text.
    public let detail: JSON?
}

/// What is to be said of a company, a brand, a warehouse or a host; nil leaves it as it was.
public struct LabelsChange: Sendable {
    public var name: String?
    public var code: String?
    /// `.null` takes it away.
    public var detail: JSON?

    public init(name: String? = nil, code: String? = nil, detail: JSON? = nil) {
        self.name = name
        self.code = code
        self.detail = detail
    }

    /// - Parameter old: what holds where nothing is said; nil where everything must be.
    func applied(to old: CatalogLabels?) throws -> CatalogLabels {
        CatalogLabels(
            name: try LabelsChange.text(name ?? old?.name, "name", most: 100),
            code: try LabelsChange.text(code ?? old?.code, "code", most: 20),
            detail: try LabelsChange.object(detail) ?? (detail == .null ? nil : old?.detail))
    }

    /// A text of a field that must be there: trimmed, of 1 to so many characters.
    static func text(_ text: String?, _ field: String, most: Int) throws -> String {
        let text = text?.trimmed ?? ""
        guard (1...most).contains(text.unicodeScalars.count), !text.hasControlCharacters else {
            throw Failure.invalid(
                field, code: "catalog.\(field)", "Give a \(field) of 1 to \(most) printable characters.")
        }
        return text
    }

    private static func object(_ value: JSON?) throws -> JSON? {
        guard let value, value != .null else { return nil }
        guard value.members != nil, value.text.utf8.count <= 10_000, !value.text.contains("\\u0000") else {
            throw Failure.invalid(
                "detail", code: "catalog.detail", "Give an object of at most 10,000 bytes as detail, or null.")
        }
        return value
    }
}

extension CatalogLabels {
    init(_ row: Row) throws {
        self.init(
            name: try row.text("name"), code: try row.text("code"),
            detail: try row.optional("detail", row.text).flatMap { JSON(text: $0) })
    }

    /// What is told to somebody who wants a code that another has.
    static func taken(_ what: String, _ code: String) -> Failure {
        Failure.invalid("code", code: "catalog.code-taken", "There is already a \(what) with the code \(code).")
    }
}
