import ArgumentParser
import Assembly
import Basics
import Foundation

struct CopyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy", abstract: "Move an installation to another database, its files to another place, or both.",
        discussion: """
            Stop every `serve` and `work` first. The destination must be empty; the source is only read, and nobody can \
            change it meanwhile. An interrupted copy goes on where it stopped when the same command is run again, and servers \
            refuse to start on half of one. At the end every row is read again and compared.

            A password need not stand in the URL: PGPASSWORD, PGPASSFILE and ~/.pgpass are read.
            """)

    @Option(help: "The database to copy: sqlite:PATH or postgresql://…. Default: that of the settings.")
    var from: String?

    @Option(help: "The database to copy to: sqlite:PATH or postgresql://….")
    var to: String?

    @Option(help: "The place of the files to copy. Default: that of the settings.")
    var filesFrom: String?

    @Option(help: "The place to copy the files to, such as the folder `files` of another data folder.")
    var filesTo: String?

    @Flag(help: "Throw away an unfinished copy in the destination first.")
    var startOver = false

    @OptionGroup var listing: Listing
    @OptionGroup var installation: ConfigurationOptions

    func validate() throws {
        guard to != nil || filesTo != nil else {
            throw ValidationError("Say where to copy: --to for the database, --files-to for the files.")
        }
        guard from == nil || to != nil, filesFrom == nil || filesTo != nil else {
            throw ValidationError("--from needs --to, and --files-from needs --files-to.")
        }
    }

    func run() async throws {
        try await reporting {
            let settings = try await installation.read()
            let database = try to.map { to in
                (
                    from: try from.map { try DatabaseLocation($0, data: settings.data) } ?? settings.database,
                    to: try DatabaseLocation(to, data: settings.data)
                )
            }
            let files = filesTo.map { (from: filesFrom ?? settings.files.text, to: $0) }
            let copy = InstallationCopy(database: database, files: files, settings: settings) { sayProgress($0) }
            let report = try await copy.run(startOver: startOver)
            if listing.json {
                print(report.json.text)
            } else {
                show(report)
            }
        }
    }

    private func show(_ report: CopyReport) {
        for table in report.tables ?? [] {
            print("\(table.digest.hex.prefix(16))  \(table.name): \(table.rows) rows")
        }
        if let files = report.files {
            print("files: \(files.copied) copied (\(ByteCount(files.bytes))), \(files.present) were there")
        }
        print("Everything is there, compared row by row and file by file. The source is as it was.")
        if report.tables != nil {
            print(
                "The secret that signs links is not in the database: take secret.key to the new data folder, or keep the "
                    + "setting `secret`.")
        }
    }
}

/// To standard error, so that standard output holds nothing but the result.
func sayProgress(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
}
