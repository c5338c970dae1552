public import Basics
public import Identity

/// Somebody's part in the catalogue of an organization.
public struct CatalogMember: Sendable {
    public let user: User
    public let role: CatalogRole
    /// The language to be addressed in, as `en`.
    public let language: String

    /// The first company that they work for.
    public var company: ID<Company>? {
        switch role {
        case .company(let companies): companies.first
        case .warehouse(_, let company): company
        case .administrator, .host: nil
        }
    }
}

extension CatalogRole {
    /// `administrator`, `company`, `host` or `warehouse`.
    public var word: String {
        switch self {
        case .administrator: "administrator"
        case .company: "company"
        case .host: "host"
        case .warehouse: "warehouse"
        }
    }
}
