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

    /// - Parameter base: `scheme://host[/prefix]` by which the surface is reached.
    public func url(of id: ID<ImportRun>, base: String) -> (url: String, expiresAt: Instant) {
        let path = UploadLinks.path(of: id)
        let (query, expiresAt) = links.sign(path)
        return ("\(base)\(path)?\(query)", expiresAt)
    }
}
