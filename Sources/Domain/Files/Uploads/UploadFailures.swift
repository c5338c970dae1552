import Basics

/// Why an upload does not go on. The codes are what the surface tells statuses by.
enum UploadFailures {
    static let unknown = Failure(.notFound, code: "upload.unknown", "There is no upload here.")

    static let gone = Failure(
        .notFound, code: "upload.gone", "This upload has expired, was refused or was taken back. Begin a new one.")

    static func offset(_ there: Int64) -> Failure {
        Failure(
            .conflict, code: "upload.offset",
            "The upload has \(there) bytes, and this is where the next ones belong. Ask for the offset and go on there."
        )
    }

    static let locked = Failure(
        .conflict, code: "upload.locked",
        "Somebody is writing to this upload. Wait until that has ended, then ask for the offset and go on there.",
        retryAfter: .seconds(1))

    static let final = Failure(
        .forbidden, code: "upload.final", "Nothing can be added to an upload that was put together out of others.")

    static let tooMuch = Failure(
        .tooLarge, code: "upload.too-long", "These are more bytes than were announced. The rest was not taken.")

    static func tooLarge(_ limit: Int64) -> Failure {
        Failure(
            .tooLarge, code: "upload.too-large",
            "The upload is larger than the \(ByteCount(limit)) that are taken here.")
    }

    static let checksum = Failure(
        .invalid, code: "upload.checksum",
        "The bytes do not have this checksum. Nothing was kept of them; send them again.")

    static func algorithm(_ word: some StringProtocol) -> Failure {
        Failure(
            .invalid, code: "upload.algorithm",
            "There is no checksum algorithm \(word.prefix(40)) here. Use one of \(UploadChecksum.algorithms).")
    }

    static let pieces = Failure(
        .conflict, code: "upload.pieces",
        "This upload came in \(UploadWriting.mostParts) pieces and is not at its end. Begin a new one with larger pieces."
    )

    static let tooMany = Failure(
        .tooMany, code: "upload.too-many",
        "You have \(Uploads.mostOpen) uploads that miss bytes. End or delete some of them first.",
        retryAfter: .seconds(60))

    static func target(_ word: String) -> Failure {
        Failure.invalid(
            "target", code: "upload.target",
            "An upload cannot become a \(word.prefix(40)) here. Leave the target out, or name another.")
    }

    static let parts = Failure(
        .invalid, code: "upload.parts", "Every part must be a partial upload of yours with all of its bytes.")

    static let partial = Failure(
        .conflict, code: "upload.not-whole", "The bytes can be had once the upload is whole, and not of a partial one.")

    static let usedLink = Failure(
        .conflict, code: "upload.link-used", "This link was used already. Ask for a new one.")

    static let lapsedLink = Failure(
        .unauthenticated, code: "link.invalid", "This link is unknown or has lapsed. Ask for a new one.")
}
