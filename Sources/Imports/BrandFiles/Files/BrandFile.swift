public import Basics
public import Catalog
public import Identity

/// The life of one file that was sent for a brand, from its arrival to what became of it.
public struct BrandFile: Sendable {
    public enum Status: String, Sendable, CaseIterable {
        /// Waits for the files of its brand that came before, and for a worker.
        case queued
        case processing
        /// All of it is in the catalogue.
        case processed
        /// Nothing was changed; the note tells why.
        case rejected
    }

    public let id: ID<BrandFile>
    public let brand: ID<Brand>
    public let organization: ID<Organization>
    public let user: ID<User>
    /// `product`, `stock` …
    public let kind: String
    public let name: String
    /// By its bytes.
    public let mediaType: String
    /// In bytes.
    public let size: Int64
    /// Its bytes.
    public let source: Digest
    public let host: ID<Host>?
    public let warehouse: ID<Warehouse>?
    public let start: CivilDate?
    /// The last day; nil: for good.
    public let end: CivilDate?
    public let status: Status
    /// `Warning - ….` or `Error - …`; empty where there is nothing to say.
    public let note: String
    /// The same table as a workbook with the wrong cells marked.
    public let marked: Digest?
    public let problemCount: Int
    /// An earlier file of the brand with the same bytes and for the same.
    public let repeats: ID<BrandFile>?
    public let createdAt: Instant
    public let finishedAt: Instant?

    /// For a kind whose file has not come with what the kind asks for; the names of parts are checked before.
    package func lacks(_ what: String) -> Failure {
        Failure(.internal, code: "brand-file.argument", "The file \(id) of the kind \(kind) has no \(what).")
    }
}

extension BrandFile: HexKeyed {
    public static var hexSalt: UInt64 { 32 }
}

/// A file with what is told of it together.
public struct BrandFileCard: Sendable {
    public let file: BrandFile
    public let brand: Brand?
    public let sender: CatalogMember?
}
