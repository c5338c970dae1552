public import Basics
public import Identity

/// The life of one uploaded workbook, from its arrival to what became of it.
public struct ImportRun: Sendable {
    public enum State: String, Sendable, CaseIterable {
        /// Waits for its confirmation.
        case staged
        /// Waits for a worker.
        case queued
        case checking
        case loading
        /// Everything is in the database.
        case loaded
        /// Nothing was changed; the problems tell why.
        case rejected
        /// Was not confirmed in time, or another workbook was loaded meanwhile.
        case expired
        case canceled
    }

    public let id: ID<ImportRun>
    public let kind: String
    /// The number of what is loaded into, in the kind's own terms: a panel's id.
    public let subject: Int64
    public let organization: ID<Organization>
    public let user: ID<User>
    /// The token that made the request; its push channel gets the news.
    public let token: ID<Token>
    public let state: State
    public let fileName: String
    /// When the hash lapses; nil where there is none.
    public let expiresAt: Instant?
    /// The uploaded workbook.
    public let source: Digest
    /// The same workbook with the wrong cells marked.
    public let marked: Digest?
    /// The state before the load, as a workbook.
    public let backup: Digest?
    /// JSON as the surface shows it; nil where there are errors or no check yet.
    public let changes: JSON?
    public let problemCount: Int
    public let warnings: [String]
    /// Rows read by the worker so far.
    public let rowsRead: Int
    /// Rows that the check at the upload counted.
    public let rowsTotal: Int
    /// The load's place among all loads into its subject.
    public let loadNumber: Int64?
    /// `scheme://host[/prefix]` by which the uploader reached us, for links in pushes.
    public let origin: String
    public let createdAt: Instant
    public let finishedAt: Instant?
}
