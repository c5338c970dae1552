import Basics
import Events
import Storage

/// What a run tells the token that started it.
enum ImportNews<Kind: ImportKind> {
    static func loaded(_ run: ImportRun, changes: JSON, in tx: any Transaction) throws {
        try append("loaded", .ok, subject(of: run).merging(["changes": changes]), run, in: tx)
    }

    /// - Parameter link: to the marked workbook; nil where there is none.
    static func rejected(
        _ run: ImportRun, errorCount: Int, link: (url: String, expiresAt: Instant)?,
        in tx: any Transaction
    ) throws {
        let download: JSON =
            link.map { link in
                [
                    "id": JSON(run.id), "name": .string(FileName(run.fileName).adding("_errors")),
                    "url": .string(link.url), "expires_at": JSON(link.expiresAt),
                ]
            } ?? .null
        try append(
            "rejected", .error, subject(of: run).merging(["error_count": JSON(errorCount), "download": download]), run,
            in: tx)
    }

    static func progress(_ run: ImportRun, rows: Int, in tx: any Transaction) throws {
        try append(
            "progress", .ok, subject(of: run).merging(["rows": JSON(rows), "total": JSON(max(rows, run.rowsTotal))]),
            run, isTransient: true, in: tx)
    }

    private static func subject(of run: ImportRun) -> JSON {
        .object([.init("upload_id", JSON(run.id)), .init("\(Kind.subjectName)_id", .integer(run.subject))])
    }

    private static func append(
        _ what: String, _ status: NewEvent.Status, _ data: JSON, _ run: ImportRun, isTransient: Bool = false,
        in tx: any Transaction
    ) throws {
        let event = try NewEvent(
            type: "\(Kind.name.replacing("-", with: "_"))_\(what)", status: status, data: data,
            channels: ["private-token.\(run.token)"], isTransient: isTransient)
        _ = try Outbox.append(event, in: tx)
    }
}
