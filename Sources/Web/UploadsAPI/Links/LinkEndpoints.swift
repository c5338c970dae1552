import Basics
import Files
import HTTPSupport
import HTTPTypes
import Hummingbird

/// `/uploads/links`: links that need no token.
struct LinkEndpoints: Sendable {
    let links: Links
    let signed: DownloadLinks
    let callers: UploadCallers
    let downloads: FileDownloads
    let location: SurfaceLocation

    private static let standardLifetime: Int64 = 3600

    /// Makes a link: to one file, or for one upload.
    func create(_ request: Request, _ context: GateContext) async throws -> Response {
        let caller = try await callers.principal(of: request)
        let body = try await RequestFields(of: request)
        let lifetime = try lifetime(in: body)
        for name in ["file", "target"] where body.values[name] != nil && body.text(name) == nil {
            throw Failure.invalid(name, code: "link.subject", "\(name) must be a text.")
        }
        switch (body.text("file"), body.text("target")) {
        case (let id?, nil):
            guard let key = FileKey(id) else { throw LinkEndpoints.unknown }
            let (file, now) = try await links.file(key, by: caller)
            let path = path(of: file.key)
            let (query, expiresAt) = signed.sign(path, at: now, for: lifetime)
            return answer(location.url("\(path)?\(query)", for: request), expiresAt)
        case (nil, _?):
            let fields = try UploadFields(texts(in: body))
            let (secret, expiresAt) = try await links.uploadLink(for: fields, lifetime: lifetime, by: caller)
            return answer(location.url("/uploads?link=\(secret.exposed)", for: request), expiresAt)
        default:
            throw Failure.invalid("file", code: "link.subject", "Name either a file or the target of an upload.")
        }
    }

    /// The file of a link.
    func file(_ request: Request, _ context: GateContext) async throws -> Response {
        guard let key = context.parameters.get("file").flatMap({ FileKey($0) }) else { throw LinkEndpoints.unknown }
        let query = request.uri.queryParameters
        guard let expires = query["expires"], let signature = query["signature"],
            let lapse = signed.lapse(of: path(of: key), expires: String(expires), signature: String(signature))
        else {
            throw Failure(.unauthenticated, code: "link.invalid", "This link was not made here. Ask for a new one.")
        }
        return try await downloads.response(to: request, with: try await links.file(key, until: lapse))
    }

    private func path(of key: FileKey) -> String { "/uploads/links/files/\(key)" }

    private func answer(_ url: String, _ expiresAt: Instant) -> Response {
        .json(["url": .string(url), "expires_at": JSON(expiresAt)], status: .created)
    }

    private func lifetime(in body: RequestFields) throws -> Duration {
        let value = body.values["expires_in"] ?? .null
        let seconds =
            value == .null ? LinkEndpoints.standardLifetime : value.integer ?? value.string.flatMap { Int64($0) }
        guard let seconds, (1...Links.longest.components.seconds).contains(seconds) else {
            throw Failure.invalid(
                "expires_in", code: "link.lifetime",
                "expires_in must be 1 to \(Links.longest.components.seconds) seconds.")
        }
        return .seconds(seconds)
    }

    private func texts(in body: RequestFields) -> [String: String] {
        (body.values.members ?? []).reduce(into: [:]) { texts, member in
            if member.name != "expires_in", let text = body.text(member.name) { texts[member.name] = text }
        }
    }

    private static let unknown = Failure(.notFound, code: "file.unknown", "There is no file with this id.")
}
