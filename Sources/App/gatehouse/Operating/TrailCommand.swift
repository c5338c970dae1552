import Access
import ArgumentParser
import Assembly
import Basics
import Identity

struct TrailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trail", abstract: "Show who looked at what at /v3, and who changed it; the newest 1,000.")
    @Option(help: "What this account did: its login or id.") var user: String?
    @Option(help: "What was done to this, as /v3/pins/12.") var target: String?
    @OptionGroup var listing: Listing
    @OptionGroup var installation: ConfigurationOptions

    func run() async throws {
        try await reporting {
            let services = try await installation.open()
            var id: ID<User>?
            if let user { id = try await services.users.id(of: user) }
            listing.show(try await services.rooms.trail.newest(of: id, target: target).map(represent))
        }
    }

    private func represent(_ recorded: RecordedTrailEntry) -> JSON {
        [
            "user_id": JSON(recorded.entry.user), "method": .string(recorded.entry.method),
            "target": .string(recorded.entry.target), "status": JSON(recorded.entry.status),
            "times": JSON(recorded.times), "created_at": JSON(recorded.createdAt),
        ]
    }
}
