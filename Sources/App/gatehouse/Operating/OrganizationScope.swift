import ArgumentParser
import Assembly
import Basics
import Identity

/// What a command on the things of one organization is told, and how it goes about it.
struct OrganizationScope: ParsableArguments {
    @Option(help: "The organization's name.")
    var organization: String

    @OptionGroup var listing: Listing
    @OptionGroup var installation: ConfigurationOptions

    /// Does something in the organization and shows the thing that came of it.
    func show(_ make: (Services, ID<Organization>) async throws -> JSON) async throws {
        try await perform { services, organization in listing.show(try await make(services, organization)) }
    }

    /// Shows several things of the organization.
    func showAll(_ list: (Services, ID<Organization>) async throws -> [JSON]) async throws {
        try await perform { services, organization in listing.show(try await list(services, organization)) }
    }

    private func perform(_ body: (Services, ID<Organization>) async throws -> Void) async throws {
        try await reporting {
            let services = try await installation.open()
            try await body(services, try await services.organization(named: organization))
        }
    }
}

extension Services {
    /// Throws `notFound` where there is none of this name.
    func organization(named name: String) async throws -> ID<Organization> {
        guard let found = try await organizations.find(named: name) else {
            throw Failure(
                .notFound, code: "organization.unknown",
                "There is no organization \(name). `gatehouse organization create` makes one.")
        }
        return found.id
    }
}

/// What a command that withdraws one thing is told.
struct Withdrawal: ParsableArguments {
    @Argument(help: "Its id, as the list shows it.")
    var id: Int64

    @OptionGroup var installation: ConfigurationOptions

    func perform(_ revoke: (Services, Int64) async throws -> Void) async throws {
        try await reporting { try await revoke(try await installation.open(), id) }
    }
}
