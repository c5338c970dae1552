import ArgumentParser
import Assembly
import Basics

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Make a data folder out of a backup, every digest verified.",
        discussion: """
            The data folder (--data) must be new or empty. It becomes usable when everything in it was verified and is on the \
            disk, not before. A backup of an older version is brought up to date when a server starts on it.
            """)

    @Option(help: "The folder of one backup, as `gatehouse backup` printed it.")
    var from: String

    @Flag(help: "Only verify the backup; write nothing.")
    var check = false

    @OptionGroup var listing: Listing
    @OptionGroup var installation: ConfigurationOptions

    func run() async throws {
        try await reporting {
            let settings = try await installation.read()
            let restore = Restore(from: from, settings: settings) { sayProgress($0) }
            let manifest = check ? try await restore.check() : try await restore.run()
            if listing.json {
                print(manifest.json.text)
                return
            }
            print(
                "\(check ? "The backup is whole" : "\(settings.data) is ready"): "
                    + "\(manifest.tables.reduce(0) { $0 + $1.rows }) rows and \(manifest.files) files "
                    + "of \(manifest.createdAt.iso8601), every digest verified.")
            if !check, !manifest.hasSecret {
                print("The backup holds no secret: keep the setting `secret`, or links that were sent stop working.")
            }
        }
    }
}
