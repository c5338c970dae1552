import Access
import Basics
import HTTPSupport
import Hummingbird

/// `POST /panel/v1/door_releases`: what the panel opened while it was offline.
struct DoorReleasesEndpoint: Sendable {
    let releases: OfflineReleases
    let commands: PanelCommands

    func create(_ request: Request, _ panel: PanelContext) async throws -> Response {
        let fields = try await RequestFields(of: request, limit: 1 << 20)
        guard let items = fields.values["door_releases"]?.array else {
            throw Failure.invalid("door_releases", code: "door-releases.missing", "must be an array")
        }
        guard items.count <= OfflineRelease.most else {
            throw Failure.invalid(
                "door_releases", code: "door-releases.count", "must be at most \(OfflineRelease.most) at once")
        }
        let batch = try items.enumerated().map { index, item in
            do {
                return try release(item)
            } catch var failure as Failure {
                failure.fields = failure.fields.map { ("door_releases[\(index)].\($0.name)", $0.messages) }
                failure.message = "The opening at place \(index) is wrong; nothing was stored."
                throw failure
            }
        }
        let stored = try await releases.store(batch, by: panel.panel)
        commands.wake()
        return .json(
            ["stored": JSON(stored), "known": JSON(batch.count - stored)], status: stored > 0 ? .created : .ok)
    }

    private func release(_ item: JSON) throws -> OfflineRelease {
        guard let members = item.members else {
            throw Failure.invalid("id", code: "door-release.malformed", "must be an object")
        }
        let fields = RequestFields(members)
        guard let logged = fields.text("logged_at"), let loggedAt = Instant(iso8601: logged) else {
            throw Failure.invalid("logged_at", code: "door-release.time", "must be a time in ISO 8601")
        }
        return try OfflineRelease(
            event: fields.text("id") ?? "", method: fields.text("release_method") ?? "",
            type: fields.text("door_release_type") ?? "visitor", name: fields.text("name"), unit: fields.text("unit"),
            credential: fields.text("credential"), loggedAt: loggedAt)
    }
}
