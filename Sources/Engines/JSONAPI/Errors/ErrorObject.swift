public import Basics

/// One thing that is wrong (JSON:API 1.0, Error Objects).
public struct ErrorObject: Sendable, Equatable {
    public let status: Int
    public let title: String?
    public let detail: String
    public let source: Source?

    public enum Source: Sendable, Equatable {
        /// A JSON pointer into the request's document (RFC 6901).
        case pointer(String)
        /// A parameter of the query.
        case parameter(String)
    }

    public init(status: Int, title: String? = nil, detail: String, source: Source? = nil) {
        self.status = status
        self.title = title
        self.detail = detail
        self.source = source
    }

    public var json: JSON {
        var members: [JSON.Member] = [JSON.Member("status", .string(String(status)))]
        if let title { members.append(JSON.Member("title", .string(title))) }
        switch source {
        case .pointer(let pointer): members.append(JSON.Member("source", ["pointer": .string(pointer)]))
        case .parameter(let name): members.append(JSON.Member("source", ["parameter": .string(name)]))
        case nil: break
        }
        members.append(JSON.Member("detail", .string(detail)))
        return .object(members)
    }
}

/// An answer without data (JSON:API 1.0, Errors).
public struct ErrorDocument: Sendable {
    public let errors: [ErrorObject]

    public init(_ errors: [ErrorObject]) {
        self.errors = errors
    }

    /// The errors' own status where they agree; else 400 or 500, as most of the highest say.
    public var status: Int {
        let statuses = Set(errors.map(\.status))
        guard statuses.count != 1, let highest = statuses.max() else { return statuses.first ?? 500 }
        return highest / 100 * 100
    }

    public var json: JSON { ["errors": .array(errors.map(\.json))] }
}
