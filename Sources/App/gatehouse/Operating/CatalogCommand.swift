import ArgumentParser
import Assembly
import Basics
import Catalog
import Identity

struct CatalogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog", abstract: "Say who has a part in the catalogue of brands.", subcommands: [Members.self])

    struct Members: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "member", abstract: "Give, list and take away parts in the catalogue.",
            subcommands: [Set.self, List.self, Remove.self])
    }

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a user of an organization a part in its catalogue, and no other.",
            discussion: "The ids are those that the API shows: 32 hex digits.")
        @Argument(help: "The user's login.") var login: String
        @Flag(help: "Keeps all of the catalogue.") var administrator = false
        @Option(help: "Works for this company; may be repeated.") var company: [String] = []
        @Option(help: "Sells as this host.") var host: String?
        @Option(help: "Keeps the stock of this warehouse.") var warehouse: String?
        @Option(help: "The language to be addressed in.") var language = "en"
        @OptionGroup var scope: OrganizationScope

        func run() async throws {
            try await scope.show { services, organization in
                represent(
                    try await services.catalogMembers.set(login, as: try part, language: language, in: organization))
            }
        }

        func validate() throws {
            let parts = [administrator, !company.isEmpty, host != nil, warehouse != nil].filter { $0 }
            guard parts.count == 1 else {
                throw ValidationError("Give one of --administrator, --company, --host and --warehouse.")
            }
        }

        private var part: CatalogMembers.Part {
            get throws {
                if let host { return .host(try id(host, of: "host")) }
                if let warehouse { return .warehouse(try id(warehouse, of: "warehouse")) }
                return administrator ? .administrator : .companies(try company.map { try id($0, of: "company") })
            }
        }

        private func id<Thing: HexKeyed>(_ text: String, of what: String) throws -> ID<Thing> {
            guard let id = ID<Thing>(hexKey: text) else { throw Failure.notFound(what) }
            return id
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List who has a part in an organization's catalogue.")
        @OptionGroup var scope: OrganizationScope

        func run() async throws {
            try await scope.showAll { services, organization in
                try await services.catalogMembers.list(in: organization).map(represent)
            }
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take away a user's part in the catalogue.")
        @Argument(help: "The user's number, as `user_id` in the list.") var user: Int64
        @OptionGroup var scope: OrganizationScope

        func run() async throws {
            try await scope.show { services, organization in
                try await services.catalogMembers.remove(ID(user), from: organization)
                return ["user_id": .integer(user)]
            }
        }
    }
}

private func represent(_ member: CatalogMember) -> JSON {
    var companies: JSON = .null
    var host: JSON = .null
    var warehouse: JSON = .null
    switch member.role {
    case .administrator: break
    case .company(let several): companies = .array(several.map { .string($0.hexKey) })
    case .host(let one): host = .string(one.hexKey)
    case .warehouse(let one, _): warehouse = .string(one.hexKey)
    }
    return [
        "user_id": JSON(member.user.id), "id": .string(member.user.id.hexKey),
        "login": .string(member.user.login.text), "role": .string(member.role.word), "companies": companies,
        "host": host, "warehouse": warehouse, "language": .string(member.language),
    ]
}
