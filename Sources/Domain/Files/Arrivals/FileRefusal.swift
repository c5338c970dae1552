import Basics

/// Why a file is not taken; the field is the word by which the surfaces tell it.
enum FileRefusal {
    static func tooLarge(_ limit: Int64) -> Failure {
        Failure(
            .tooLarge, code: "file.too-large", "The file is larger than the \(ByteCount(limit)) that are taken here.",
            fields: [("filesize", ["Filesize exceeds maximum filesize of \(ByteCount(limit))."])])
    }

    static func wrongContent(_ word: String) -> Failure {
        Failure.invalid(
            "file", code: "file.content",
            "Invalid \(word) file: its bytes are not what its name says. Send it under the name of what it is.")
    }

    static func infected(_ signature: String) -> Failure {
        Failure.invalid(
            "file", code: "file.infected",
            "The virus scanner found \(signature) in this file. It is not kept where anybody can fetch it.")
    }
}
