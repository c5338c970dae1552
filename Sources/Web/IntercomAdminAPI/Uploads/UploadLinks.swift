public import Basics
public import HTTPSupport
public import ImportRuns

/// Signed links to marked workbooks.
public struct UploadLinks: Sendable {
    private let links: DownloadLinks

    public init(links: DownloadLinks) {
        self.links = links
    }

    static func path(of id: ID<ImportRun>) -> String { "/api/admin/v1/uploads/\(id)/errors.xlsx" }

    /// - Parameters:
    ///   - base: `scheme://host[/prefix]` by which the surface is reached.
    ///   - now: by the clock that all servers share.
    public func url(of id: ID<ImportRun>, base: String, at now: Instant) -> (url: String, expiresAt: Instant) {
        let path = UploadLinks.path(of: id)
        let (query, expiresAt) = links.sign(path, at: now)
        return ("\(base)\(path)?\(query)", expiresAt)
    }
}
