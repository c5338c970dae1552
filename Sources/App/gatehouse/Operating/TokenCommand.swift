import ArgumentParser
import Assembly
import Basics
import Identity

struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Issue, list and withdraw tokens.",
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Issue a token for a member of an organization. Its secret is shown now and never again.")
        @Option(help: "The user's login.") var user: String
        @Option(help: "What to call it in lists.") var label = "token"
        @Option(
            name: .customLong("permission"),
            help: "\(Permission.allCases.map(\.rawValue).joined(separator: ", ")); may be repeated. Default: all.")
        var permissions: [String] = []
        @Option(help: "Seconds until it expires; by default it does not.") var expiresIn: Int?
        @OptionGroup var scope: OrganizationScope

        func run() async throws {
            try await scope.show { services, organization in
                let login = Login(user)
                guard let member = try await services.users.list(in: organization).first(where: { $0.login == login })
                else {
                    throw Failure(
                        .notFound, code: "user.unknown",
                        "\(user) is not a member of this organization. `gatehouse user create` makes them one.")
                }
                let (token, secret) = try await services.tokens.create(
                    for: member.id, in: organization, label: label, permissions: try chosen,
                    lifetime: expiresIn.map { .seconds($0) })
                return (["token": .string(secret.exposed)] as JSON).merging(represent(token))
            }
        }

        func validate() throws {
            guard expiresIn.map({ (1...(1 << 42)).contains($0) }) ?? true else {
                throw ValidationError("--expires-in must be a number of seconds from now, at least 1.")
            }
        }

        private var chosen: Set<Permission> {
            get throws {
                if permissions.isEmpty { return Set(Permission.allCases) }
                return Set(
                    try permissions.map { word in
                        guard let permission = Permission(rawValue: word) else {
                            throw Failure(.invalid, code: "permission.unknown", "There is no permission \(word).")
                        }
                        return permission
                    })
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the tokens of an organization.")
        @OptionGroup var scope: OrganizationScope

        func run() async throws {
            try await scope.showAll { services, organization in
                try await services.tokens.list(in: organization).map(represent)
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Withdraw a token: it stops working at once.")
        @OptionGroup var withdrawal: Withdrawal

        func run() async throws {
            try await withdrawal.perform { services, id in try await services.tokens.revoke(ID(id)) }
        }
    }
}

private func represent(_ token: Token) -> JSON {
    [
        "id": JSON(token.id), "label": .string(token.label), "user_id": JSON(token.user),
        "permissions": .array(token.permissions.map(\.rawValue).sorted().map(JSON.string)),
        "created_at": JSON(token.createdAt), "expires_at": JSON(token.expiresAt), "revoked_at": JSON(token.revokedAt),
    ]
}
