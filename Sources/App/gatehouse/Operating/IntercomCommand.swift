import Access
import ArgumentParser
import Assembly
import Basics

struct IntercomCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "intercom", abstract: "Set up, list and take out intercoms.",
        subcommands: [Create.self, List.self, Token.self, Revoke.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set up an intercom, in a building of its own unless one is named.")
        @Argument(help: "Its title, which is also the building's name.") var title: String
        @Option(help: "Where it is.") var address = ""
        @Option(help: "The apartment numbers it serves, as 1-400. Without it apartments have labels.") var range:
            String?
        @Option(help: "The id of a building that has an intercom already, as `building_id` in the list.")
        var building: Int64?
        @OptionGroup var scope: OrganizationScope

        func run() async throws {
            try await scope.show { services, organization in
                let draft = PanelDraft(title: title, address: address, range: try range.map(unitRange))
                return represent(
                    try await services.panels.create(draft, in: organization, building: building.map { ID($0) }))
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the intercoms of an organization.")
        @OptionGroup var scope: OrganizationScope

        func run() async throws {
            try await scope.showAll { services, organization in
                try await services.panels.list(in: organization).map(represent)
            }
        }
    }

    struct Token: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give an intercom a new token by which it speaks for itself; the former one is dead.")
        @Argument(help: "Its id, as the list shows it.") var id: Int64
        @OptionGroup var listing: Listing
        @OptionGroup var installation: ConfigurationOptions

        func run() async throws {
            try await reporting {
                let token = try await installation.open().rooms.panelTokens.issue(for: ID(id))
                listing.show(["id": .integer(id), "token": .string(token.exposed)])
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take an intercom out of service.")
        @OptionGroup var withdrawal: Withdrawal

        func run() async throws {
            try await withdrawal.perform { services, id in try await services.panels.revoke(ID(id)) }
        }
    }
}

private func represent(_ panel: Panel) -> JSON {
    [
        "id": JSON(panel.id), "building_id": JSON(panel.building), "title": .string(panel.title),
        "address": .string(panel.address),
        "range": JSON(panel.range?.description), "created_at": JSON(panel.createdAt),
    ]
}

/// Reads `1-400` from the command line.
func unitRange(_ text: String) throws -> UnitRange {
    guard let range = UnitRange(text) else {
        throw Failure(.invalid, code: "range", "Write the range of apartments as 1-400.")
    }
    return range
}
