import ArgumentParser
import Assembly
import Basics
import Identity

struct OAuthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "oauth", abstract: "Programs that may ask users for access.", subcommands: [Client.self])

    struct Client: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "client", abstract: "Register, list and withdraw programs.",
            subcommands: [Add.self, List.self, Remove.self])
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Register a program. The secret of a confidential one is shown now and never again.")
        @Argument(help: "Its name, as users are shown it.") var name: String
        @Option(
            name: .customLong("redirect-uri"),
            help: "Where users are sent back to; may be repeated. `urn:ietf:wg:oauth:2.0:oob` shows them a code.")
        var redirectURIs: [String]
        @Flag(help: "It runs on users' machines and cannot keep a secret: it proves itself by PKCE.") var `public` =
            false
        @OptionGroup var listing: Listing
        @OptionGroup var installation: ConfigurationOptions

        func run() async throws {
            try await reporting {
                let services = try await installation.open()
                let (client, secret) = try await services.programs.register(
                    name: name, redirectURIs: redirectURIs, isConfidential: !`public`)
                let shown: JSON = ["client_id": .string(client.identifier), "client_secret": JSON(secret?.exposed)]
                listing.show(shown.merging(represent(client)))
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the programs.")
        @OptionGroup var listing: Listing
        @OptionGroup var installation: ConfigurationOptions

        func run() async throws {
            try await reporting {
                let services = try await installation.open()
                listing.show(
                    try await services.programs.list().map { client in
                        (["client_id": .string(client.identifier)] as JSON).merging(represent(client))
                    })
            }
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Withdraw a program: it acts for nobody any more, at once.")
        @Argument(help: "Its client_id, as the list shows it.") var identifier: String
        @OptionGroup var installation: ConfigurationOptions

        func run() async throws {
            try await reporting { try await installation.open().programs.withdraw(identifier) }
        }
    }
}

private func represent(_ client: OAuthClient) -> JSON {
    [
        "name": .string(client.name), "kind": .string(client.isConfidential ? "confidential" : "public"),
        "redirect_uris": .array(client.redirectURIs.map { .string($0.text) }), "created_at": JSON(client.createdAt),
    ]
}
