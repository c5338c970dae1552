import JSONAPI

/// Changes of a draft by those attributes that a request sends; what it does not send stays as it is.
struct AttributeEdits<Draft: Sendable> {
    var fields: AttributeReader
    private var steps: [@Sendable (inout Draft) -> Void] = []

    init(_ document: RequestDocument) {
        fields = AttributeReader(document)
    }

    mutating func text(_ name: String, _ path: any WritableKeyPath<Draft, String?> & Sendable) {
        guard fields.has(name) else { return }
        let text = fields.text(name)
        steps.append { $0[keyPath: path] = text }
    }

    mutating func text(_ name: String, _ path: any WritableKeyPath<Draft, String> & Sendable) {
        guard fields.has(name) else { return }
        let text = fields.text(name) ?? ""
        steps.append { $0[keyPath: path] = text }
    }

    mutating func truth(_ name: String, _ path: any WritableKeyPath<Draft, Bool> & Sendable) {
        if let value = fields.truth(name) { steps.append { $0[keyPath: path] = value } }
    }

    /// One of a closed list of words.
    mutating func word<Word: RawRepresentable & Sendable>(
        _ name: String, _ path: any WritableKeyPath<Draft, Word> & Sendable
    ) where Word.RawValue == String {
        guard fields.has(name) else { return }
        guard let word = fields.text(name).flatMap({ Word(rawValue: $0) }) else {
            return fields.note(name, "is not included in the list")
        }
        steps.append { $0[keyPath: path] = word }
    }

    mutating func add(_ step: @escaping @Sendable (inout Draft) -> Void) { steps.append(step) }

    /// All changes as one; throws all that is wrong with the attributes.
    func finish() throws -> @Sendable (inout Draft) -> Void {
        try fields.finish()
        let steps = steps
        return { draft in for step in steps { step(&draft) } }
    }
}
