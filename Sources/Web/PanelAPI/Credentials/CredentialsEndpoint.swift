import Access
import Basics
import HTTPSupport
import Hummingbird

/// `GET /panel/v1/credentials`: what the panel needs to decide by itself for a day, with an entity tag.
struct CredentialsEndpoint: Sendable {
    let credentials: OfflineCredentials
    let temporary: TemporaryFolder

    func show(_ request: Request, _ panel: PanelContext) async throws -> Response {
        let file = try await credentials.write(for: panel.panel) { try SpooledFile(in: temporary) }
        let download = Download(name: "credentials.json", mediaType: "application/json")
        return try await download.response(of: file, tag: file.digest, for: request)
    }
}
