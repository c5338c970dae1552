import ArgumentParser
import Assembly
import Basics

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Back up an installation on SQLite while its servers run.",
        discussion: """
            Each backup is a folder of its own, named after its moment, with the database, the files, the secret, a manifest and \
            SHA256SUMS. Files that the last backup there has are linked, not copied again. A backup is whole or absent.
            """)

    @Option(help: "The folder that keeps the backups; best on another disk.")
    var to: String

    @Option(help: "How many backups to leave there, this one included; older ones are removed. Default: all.")
    var keep: Int?

    @OptionGroup var listing: Listing
    @OptionGroup var installation: ConfigurationOptions

    func validate() throws {
        guard keep.map({ $0 >= 1 }) ?? true else { throw ValidationError("--keep must be 1 or more.") }
    }

    func run() async throws {
        try await reporting {
            let settings = try await installation.read()
            let backup = Backup(settings, version: Gatehouse.version) { sayProgress($0) }
            let report = try await backup.run(into: to, keep: keep)
            if listing.json {
                print(report.json.text)
            } else {
                print(report.path)
                sayProgress(
                    "\(report.manifest.tables.reduce(0) { $0 + $1.rows }) rows, \(report.manifest.files) files, "
                        + "\(ByteCount(report.manifest.fileBytes)). Restore it with `gatehouse restore --from \(report.path) "
                        + "--data NEW-FOLDER`.")
            }
        }
    }
}
