import HTTPTypes

extension HTTPFields {
    /// The field of a name that HTTPTypes does not list.
    subscript(named name: String) -> String? {
        get { HTTPField.Name(name).flatMap { self[$0] } }
        set {
            if let name = HTTPField.Name(name) { self[name] = newValue }
        }
    }
}
