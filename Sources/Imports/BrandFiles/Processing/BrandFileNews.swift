import Basics
public import Catalog
public import Notifications
import Storage

/// What the sender of a file is told when it has ended.
enum BrandFileNews {
    static func processed(_ file: BrandFile, note: String, at now: Instant, in tx: any Transaction) throws {
        try tell(
            file, "brand_file_processed", isError: false,
            note.isEmpty ? "The file \(file.name) was processed." : "The file \(file.name) was processed. \(note)",
            more: [], at: now, in: tx)
    }

    static func rejected(
        _ file: BrandFile, note: String, problems: Int, hasMarks: Bool, at now: Instant, in tx: any Transaction
    ) throws {
        try tell(
            file, "brand_file_rejected", isError: true, "The file \(file.name) was rejected. \(note)",
            more: [.init("problem_count", JSON(problems)), .init("has_errors_workbook", JSON(hasMarks))], at: now,
            in: tx)
    }

    /// - Parameter failed: images that are not to be had, of all that were to be fetched.
    static func images(
        of brand: Brand, for file: BrandFile?, fetched: Int, failed: Int, at now: Instant, in tx: any Transaction
    ) throws {
        guard let file else { return }
        let failures = failed == 0 ? "" : " \(failed) could not be had; GET /api/image?status=failed tells them."
        try tell(
            file, "brand_images_fetched", isError: failed > 0,
            "\(fetched) image(s) of \(brand.labels.name) were fetched.\(failures)",
            more: [.init("fetched", JSON(fetched)), .init("failed", JSON(failed))], at: now, in: tx)
    }

    private static func tell(
        _ file: BrandFile, _ type: String, isError: Bool, _ message: String, more: [JSON.Member], at now: Instant,
        in tx: any Transaction
    ) throws {
        let text = message.count > longest ? message.prefix(longest - 1) + "…" : message[...]
        let news = News(type: type, isError: isError, message: String(text)) { id in
            .object(
                [
                    .init("notification_id", .string(id.hexKey)), .init("file_id", .string(file.id.hexKey)),
                    .init("fk_brand", .string(file.brand.hexKey)), .init("file_type", .string(file.kind)),
                    .init("file_name", .string(file.name)), .init("message", .string(String(text))),
                ] + more)
        }
        try news.tell(file.user, of: file.organization, at: now, in: tx)
    }

    /// Characters of a message; a push has 64 KiB in all.
    private static let longest = 2000
}

extension Notification: HexKeyed {
    public static var hexSalt: UInt64 { 33 }
}
