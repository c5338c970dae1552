public import Basics

extension ErrorDocument {
    /// What went wrong, with a pointer for each field that a failure names.
    ///
    /// - Parameter relationships: fields that stand among the relationships; all others are attributes. The empty name is the
    ///   resource itself, `id` its id, and a name that begins with `/` is a pointer already.
    public init(_ failure: Failure, relationships: Set<String> = []) {
        let status = ErrorDocument.status(of: failure)
        guard !failure.fields.isEmpty else {
            self.init([ErrorObject(status: status.code, title: status.title, detail: failure.message)])
            return
        }
        self.init(
            failure.fields.flatMap { field in
                field.messages.map { message in
                    ErrorObject(
                        status: status.code, title: status.title, detail: message,
                        source: .pointer(ErrorDocument.pointer(field.name, relationships)))
                }
            })
    }

    private static func pointer(_ name: String, _ relationships: Set<String>) -> String {
        if name.isEmpty { return "/data" }
        if name.hasPrefix("/") { return name }
        if name == "id" { return "/data/id" }
        return "/data/\(relationships.contains(name) ? "relationships" : "attributes")/\(name)"
    }

    private static func status(of failure: Failure) -> (code: Int, title: String) {
        switch failure.kind {
        case .invalid: (422, "Unprocessable Entity")
        case .unauthenticated: (401, "Unauthorized")
        case .forbidden: (403, "Forbidden")
        case .notFound: (404, "Not Found")
        case .conflict: (409, "Conflict")
        case .tooLarge: (413, "Content Too Large")
        case .tooMany: (429, "Too Many Requests")
        case .insufficientStorage: (507, "Insufficient Storage")
        case .unavailable: (503, "Service Unavailable")
        case .internal: (500, "Internal Server Error")
        }
    }
}
