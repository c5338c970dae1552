import Access
import Basics
import Blobs
import FileKinds
import Files
import HTTPSupport
import HTTPTypes
import Hummingbird
import JSONAPI

/// `/public/media`: pictures and recordings for whoever has a signed link to them.
struct MediaEndpoint: Sendable {
    let room: Media
    let media: AccessMedia
    private let detector = FileKindDetector()

    /// The link names the bytes, so what is behind it never changes.
    private static let caching = "private, max-age=\(MediaLinks.lifetime.components.seconds), immutable"
    /// Enough of a file to tell its kind among those that are taken.
    private static let headSize = 4096

    init(room: Media, media: AccessMedia) {
        self.room = room
        self.media = media
    }

    var routes: [Route<GateContext>] { [Route(.get, "/public/media/{kind}/{owner}/{version}", content)] }

    private func content(_ request: Request, _ context: GateContext) async throws -> Response {
        guard let kind = context.parameters.get("kind").flatMap({ Medium.Kind(rawValue: $0) }),
            let owner = context.parameters.get("owner").flatMap({ Int64($0) }),
            let version = context.parameters.get("version")
        else { throw Failure.notFound("picture") }
        guard let expires = request.query("expires"), let signature = request.query("signature"),
            let lapse = media.links.lapse(
                of: Medium.path(kind, owner, version: version), expires: expires, signature: signature),
            lapse > (try await room.now())
        else {
            throw Failure(
                .unauthenticated, code: "link.invalid",
                "This link was not made here, or has lapsed. Ask for what it belongs to again.")
        }
        let medium = try await room.find(kind, of: owner, version: version)
        guard kind != .recording else { return try await recording(medium, request) }
        do {
            return try await picture(
                medium, width: try request.query("w").map { try ImageVariant.width(named: $0) }, request)
        } catch let failure as Failure where failure.code == "image.width" {
            return AccessErrors.response(
                ErrorDocument([
                    ErrorObject(
                        status: 400, title: "Bad Request", detail: failure.message, source: .parameter("w"))
                ]))
        }
    }

    /// What panels send is never shown as it came: a file may tell more than the picture does.
    private func picture(_ medium: Medium, width: Int?, _ request: Request) async throws -> Response {
        guard let width = width ?? (medium.kind == .call ? PictureIntake.longestSide : nil) else {
            return try await answer(medium, medium.digest, try await kind(of: medium.digest), request)
        }
        let image = try await media.variants.image(medium.digest, as: ImageVariant(width: width))
        return try await answer(medium, image.digest, image.kind, request)
    }

    private func recording(_ medium: Medium, _ request: Request) async throws -> Response {
        let found = try await kind(of: medium.digest)
        // Of those that are taken only an MP3 may begin with anything.
        return try await answer(medium, medium.digest, found.isAudio ? found : .mp3, request)
    }

    private func kind(of digest: Digest) async throws -> FileKind {
        let head = try await media.blobs.open(digest).read(offset: 0, most: MediaEndpoint.headSize)
        return head.withUnsafeBytes { detector.likelyKind(ofHead: $0, named: nil) }
    }

    private func answer(
        _ medium: Medium, _ digest: Digest, _ kind: FileKind, _ request: Request
    ) async throws -> Response {
        let word = kind.filenameExtensions.first ?? "bin"
        return try await Download(
            name: "\(medium.kind.rawValue)-\(medium.owner).\(word)", mediaType: kind.mediaType,
            disposition: kind.isInlineSafe || kind.isAudio ? .inline : .attachment, caching: MediaEndpoint.caching
        ).response(of: digest, in: media.blobs, for: request)
    }
}
