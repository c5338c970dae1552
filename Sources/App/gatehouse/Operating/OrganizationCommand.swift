import ArgumentParser
import Assembly
import Basics
import Files
import Identity

struct OrganizationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "organization", abstract: "Make, list and withdraw organizations.",
        subcommands: [Create.self, List.self, Quota.self, Plan.self, Revoke.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make an organization.")
        @Argument(help: "Its name.") var name: String
        @Option(help: "The reseller whose customer it is, by name.") var under: String?
        @OptionGroup var listing: Listing
        @OptionGroup var installation: ConfigurationOptions

        func run() async throws {
            try await reporting {
                let services = try await installation.open()
                var parent: ID<Organization>?
                if let under { parent = try await services.organization(named: under) }
                listing.show(represent(try await services.organizations.create(named: name, under: parent)))
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

    struct Quota: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show how much an organization keeps in files, or set how much it may.")
        @Option(help: "Bytes that it may keep.") var set: Int64?
        @Flag(help: "Let the setting file.quota decide again.") var standard = false
        @OptionGroup var scope: OrganizationScope

        func run() async throws {
            try await scope.show { services, organization in
                if set != nil || standard { try await services.keeping.setQuota(set, of: organization) }
                let reading = try await services.keeping.quota(of: organization)
                return [
                    "quota": .integer(reading.quota), "used": .integer(reading.used),
                    "files": .integer(Int64(reading.files)),
                ]
            }
        }

        func validate() throws {
            guard set.map({ $0 >= 0 }) ?? true, set == nil || !standard else {
                throw ValidationError("Give --set with a number of bytes, or --standard.")
            }
        }
    }

    struct Plan: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show which calls of the filer an organization's plan leaves out, or set them.")
        @Option(
            name: .customLong("without"),
            help: "\(FilerCall.allCases.map(\.rawValue).joined(separator: ", ")); may be repeated.")
        var without: [String] = []
        @Flag(help: "Leave out nothing.") var everything = false
        @OptionGroup var scope: OrganizationScope

        func run() async throws {
            try await scope.show { services, organization in
                if everything || !without.isEmpty { try await services.plans.exclude(try calls, for: organization) }
                let excluded = try await services.plans.excluded(for: organization)
                return ["without": .array(excluded.map(\.rawValue).sorted().map(JSON.string))]
            }
        }

        func validate() throws {
            guard !everything || without.isEmpty else { throw ValidationError("Give --without, or --everything.") }
        }

        private var calls: Set<FilerCall> {
            get throws {
                Set(
                    try without.map { word in
                        guard let call = FilerCall(rawValue: word) else {
                            throw Failure(.invalid, code: "call.unknown", "There is no call \(word).")
                        }
                        return call
                    })
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
        "id": JSON(organization.id), "name": .string(organization.name), "parent_id": JSON(organization.parent),
        "created_at": JSON(organization.createdAt),
        "revoked_at": JSON(organization.revokedAt),
    ]
}
