import Access
import ArgumentParser
import Assembly
import Basics
import Identity

struct OrganizationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "organization", abstract: "Make, list and withdraw organizations.",
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: AsyncParsableCommand {
        @Argument(help: "Its name.") var name: String
        @OptionGroup var listing: Listing
        @OptionGroup var installation: ConfigurationOptions

        func run() async throws {
            try await reporting {
                let services = try await installation.open()
                listing.show(represent(try await services.organizations.create(named: name)))
            }
        }
    }

    struct List: AsyncParsableCommand {
        @OptionGroup var listing: Listing
        @OptionGroup var installation: ConfigurationOptions

        func run() async throws {
            try await reporting {
                let services = try await installation.open()
                listing.show(try await services.organizations.list().map(represent))
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Withdraw an organization: its tokens stop working.")
        @Argument(help: "Its id.") var id: Int64
        @OptionGroup var installation: ConfigurationOptions

        func run() async throws {
            try await reporting { try await installation.open().organizations.revoke(ID(id)) }
        }
    }
}

private func represent(_ organization: Organization) -> JSON {
    [
        "id": JSON(organization.id), "name": .string(organization.name), "created_at": JSON(organization.createdAt),
        "revoked_at": JSON(organization.revokedAt),
    ]
}

/// Names the organization that a command is about.
struct OrganizationOption: ParsableArguments {
    @Option(help: "The organization's name.")
    var organization: String

    func find(in services: Services) async throws -> ID<Organization> {
        guard let found = try await services.organizations.find(named: organization) else {
            throw Failure(
                .notFound, code: "organization.unknown",
                "There is no organization \(organization). `gatehouse organization create` makes one.")
        }
        return found.id
    }
}
