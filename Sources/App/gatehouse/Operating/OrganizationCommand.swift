import ArgumentParser
import Assembly
import Basics
import Identity

struct OrganizationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "organization", abstract: "Make, list and withdraw organizations.",
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make an organization.")
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
        static let configuration = CommandConfiguration(abstract: "List the organizations.")
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
        @OptionGroup var withdrawal: Withdrawal

        func run() async throws {
            try await withdrawal.perform { services, id in try await services.organizations.revoke(ID(id)) }
        }
    }
}

private func represent(_ organization: Organization) -> JSON {
    [
        "id": JSON(organization.id), "name": .string(organization.name), "created_at": JSON(organization.createdAt),
        "revoked_at": JSON(organization.revokedAt),
    ]
}
