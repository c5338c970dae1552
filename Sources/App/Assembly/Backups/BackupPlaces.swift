/// Where things lie in a backup: it is laid out as a data folder is, with two files that describe it.
struct BackupPlaces: Sendable {
    let root: String

    static let databaseName = "gatehouse.sqlite"
    static let secretName = "secret.key"
    static let manifestName = "manifest.json"
    static let checksumsName = "SHA256SUMS"

    var database: String { "\(root)/\(Self.databaseName)" }
    var secret: String { "\(root)/\(Self.secretName)" }
    var files: String { "\(root)/files" }
    var manifest: String { "\(root)/\(Self.manifestName)" }
    var checksums: String { "\(root)/\(Self.checksumsName)" }
}
