import ArgumentParser
import Assembly
import Basics
import Files
import Identity

struct FileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "file", abstract: "Have deleted files back, and look at files with viruses.",
        subcommands: [Deleted.self, Restore.self, Quarantined.self])

    struct Deleted: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the files of an organization that are deleted and can be had back.")
        @OptionGroup var scope: OrganizationScope

        func run() async throws {
            try await scope.showAll { services, organization in
                try await services.keeping.deleted(in: organization).map(represent)
            }
        }
    }

    struct Restore: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Undo the deletion of a file or a folder.")
        @Argument(help: "Its key, as the list shows it.") var key: String
        @OptionGroup var listing: Listing
        @OptionGroup var installation: ConfigurationOptions

        func run() async throws {
            try await reporting {
                guard let key = FileKey(key) else { throw Failure.notFound("deleted file") }
                listing.show(represent(try await installation.open().keeping.restore(key)))
            }
        }
    }

    struct Quarantined: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the files in which a virus was found, newest first.")
        @OptionGroup var listing: Listing
        @OptionGroup var installation: ConfigurationOptions

        func run() async throws {
            try await reporting {
                listing.show(try await installation.open().keeping.quarantined().map(represent))
            }
        }
    }
}

private func represent(_ file: StoredFile) -> JSON {
    [
        "key": .string(file.key.text), "name": .string(file.name), "size": .integer(file.size),
        "uploader_id": JSON(file.uploader), "created_at": JSON(file.createdAt), "deleted_at": JSON(file.deletedAt),
    ]
}

private func represent(_ file: QuarantinedFile) -> JSON {
    [
        "id": JSON(file.id), "name": .string(file.name), "signature": .string(file.signature),
        "size": .integer(file.size), "digest": .string(file.digest.hex), "organization_id": JSON(file.organization),
        "uploader_id": JSON(file.uploader), "created_at": JSON(file.createdAt),
    ]
}
