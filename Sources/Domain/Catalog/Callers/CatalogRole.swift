public import Basics

/// As what somebody works with the catalogue.
public enum CatalogRole: Sendable, Equatable {
    /// Keeps all of the organization's catalogue.
    case administrator
    /// Works for these companies; at least one.
    case company([ID<Company>])
    /// Sells brands.
    case host(ID<Host>)
    /// Keeps the stock of a company.
    case warehouse(ID<Warehouse>, of: ID<Company>)
}
