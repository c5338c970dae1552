import ArgumentParser
import Assembly
import Basics
import Identity

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Make, list and withdraw users; hand out or erase what is kept of one.",
        subcommands: [Create.self, List.self, Password.self, Revoke.self, Export.self, Erase.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a user a member of an organization, with a new account where there is none.")
        @Argument(help: "An e-mail address, or a phone number in international form.") var login: String
        @Option(help: "The person's name.") var name: String?
        @OptionGroup var membership: MembershipOptions
        @OptionGroup var scope: OrganizationScope

        func run() async throws {
            try await scope.show { services, organization in
                represent(
                    try await services.users.create(
                        login: login, name: name, in: organization, as: try membership.member))
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the members of an organization.")
        @OptionGroup var scope: OrganizationScope

        func run() async throws {
            try await scope.showAll { services, organization in
                try await services.users.list(in: organization).map(represent)
            }
        }
    }

    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give an account the password that stands in the first line of the standard input.")
        @Argument(help: "The account's login.") var login: String
        @OptionGroup var installation: ConfigurationOptions

        func run() async throws {
            try await reporting {
                let services = try await installation.open()
                try await services.passwords.set(Secret(readLine() ?? ""), of: login)
                print("The password is set.")
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Withdraw an account: its tokens stop working.")
        @OptionGroup var withdrawal: Withdrawal

        func run() async throws {
            try await withdrawal.perform { services, id in try await services.users.revoke(ID(id)) }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write everything that is kept of a person as JSON, without secrets.")
        @Argument(help: "The account's login or id.") var user: String
        @OptionGroup var installation: ConfigurationOptions

        func run() async throws {
            try await reporting {
                let services = try await installation.open()
                try await services.exportPerson(try await services.users.id(of: user)) { print($0, terminator: "") }
            }
        }
    }

    struct Erase: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a person out of everything, for good.",
            discussion: "Account, tokens, PINs, keys, keychains and roles end; openings stay without a name.")
        @Argument(help: "The account's login or id.") var user: String
        @Flag(help: "Nobody is asked again, and nothing can be had back.") var yes = false
        @OptionGroup var installation: ConfigurationOptions

        func run() async throws {
            try await reporting {
                guard yes else {
                    throw Failure(
                        .invalid, code: "user.erase", "This cannot be undone. Add --yes to erase the person.")
                }
                let services = try await installation.open()
                try await services.erasePerson(try await services.users.id(of: user))
                print("The person is erased.")
            }
        }
    }
}

private func represent(_ user: User) -> JSON {
    [
        "id": JSON(user.id), "login": .string(user.login.text), "name": JSON(user.name),
        "created_at": JSON(user.createdAt), "revoked_at": JSON(user.revokedAt),
    ]
}
