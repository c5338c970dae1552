import Access
import ArgumentParser
import Assembly
import Basics

struct IntercomCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "intercom", abstract: "Set up, list and take out intercoms.",
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Set up an intercom, in a building of its own.")
        @Argument(help: "Its title, which is also the building's name.") var title: String
        @Option(help: "Where it is.") var address = ""
        @Option(help: "The apartment numbers it serves, as 1-400. Without it apartments have labels.") var range:
            String?
        @OptionGroup var organization: OrganizationOption
        @OptionGroup var listing: Listing
        @OptionGroup var installation: ConfigurationOptions

        func run() async throws {
            try await reporting {
                let services = try await installation.open()
                let organization = try await organization.find(in: services)
                let draft = PanelDraft(title: title, address: address, range: try range.map(unitRange))
                listing.show(represent(try await services.panels.create(draft, in: organization)))
            }
        }
    }

    struct List: AsyncParsableCommand {
        @OptionGroup var organization: OrganizationOption
        @OptionGroup var listing: Listing
        @OptionGroup var installation: ConfigurationOptions

        func run() async throws {
            try await reporting {
                let services = try await installation.open()
                let organization = try await organization.find(in: services)
                listing.show(try await services.panels.list(in: organization).map(represent))
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take an intercom out of service.")
        @Argument(help: "Its id.") var id: Int64
        @OptionGroup var installation: ConfigurationOptions

        func run() async throws {
            try await reporting { try await installation.open().panels.revoke(ID(id)) }
        }
    }
}

private func represent(_ panel: Panel) -> JSON {
    [
        "id": JSON(panel.id), "title": .string(panel.title), "address": .string(panel.address),
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
