import ArgumentParser
import Assembly
import Basics
import Identity

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Make, list and withdraw users.",
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a user a member of an organization, with a new account where there is none.")
        @Argument(help: "An e-mail address, or a phone number in international form.") var login: String
        @Option(help: "The person's name.") var name: String?
        @OptionGroup var organization: OrganizationOption
        @OptionGroup var listing: Listing
        @OptionGroup var installation: ConfigurationOptions

        func run() async throws {
            try await reporting {
                let services = try await installation.open()
                let organization = try await organization.find(in: services)
                listing.show(represent(try await services.users.create(login: login, name: name, in: organization)))
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
                listing.show(try await services.users.list(in: organization).map(represent))
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Withdraw an account: its tokens stop working.")
        @Argument(help: "The user's id.") var id: Int64
        @OptionGroup var installation: ConfigurationOptions

        func run() async throws {
            try await reporting { try await installation.open().users.revoke(ID(id)) }
        }
    }
}

private func represent(_ user: User) -> JSON {
    [
        "id": JSON(user.id), "login": .string(user.login.text), "name": JSON(user.name),
        "created_at": JSON(user.createdAt), "revoked_at": JSON(user.revokedAt),
    ]
}
