/// Why a request is no request of this interface.
public enum RequestProblem: Error, Equatable, Sendable {
    /// The body is neither JSON nor a form, or has no object where one must be.
    case malformed(pointer: String, expected: String)
    /// `data.type` is not the operation's.
    case wrongType(expected: String, found: String?)
    /// `data.id` is not that of the path.
    case wrongID(expected: String, found: String)
    case unknownSort(String)
    case unknownInclude(String)
    /// A parameter of the page is not what it must be.
    case garbledPage(String)
    /// A form with more, deeper or longer names than are taken.
    case formTooLarge(most: String)

    public var error: ErrorObject {
        switch self {
        case .malformed(let pointer, let expected):
            ErrorObject(
                status: 400, title: "Bad Request", detail: "Send \(expected) here.", source: .pointer(pointer))
        case .wrongType(let expected, let found):
            ErrorObject(
                status: 409, title: "Conflict",
                detail: "The type must be \(expected)\(found == nil ? "; there is none." : ".")",
                source: .pointer("/data/type"))
        case .wrongID(let expected, _):
            ErrorObject(
                status: 409, title: "Conflict", detail: "The id must be \(expected), as in the path.",
                source: .pointer("/data/id"))
        case .unknownSort(let name):
            ErrorObject(
                status: 400, title: "Bad Request", detail: "This list cannot be sorted by \(name.prefix(100)).",
                source: .parameter("sort"))
        case .unknownInclude(let path):
            ErrorObject(
                status: 400, title: "Bad Request", detail: "\(path.prefix(100)) cannot be included here.",
                source: .parameter("include"))
        case .garbledPage(let name):
            ErrorObject(
                status: 400, title: "Bad Request",
                detail: name == "page[after]"
                    ? "This is no cursor of links.next. Begin with an empty one." : "Send a whole number of 1 or more.",
                source: .parameter(name))
        case .formTooLarge(let most):
            ErrorObject(status: 400, title: "Bad Request", detail: "A form may have \(most).", source: .pointer(""))
        }
    }
}
