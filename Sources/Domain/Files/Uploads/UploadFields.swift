import Basics

/// What a sender says of a file that comes in piece by piece: what it is called, what it shall become, and what that asks
/// for.
public struct UploadFields: Sendable, Equatable {
    public let values: [String: String]

    /// Fields, and bytes of a name or a value.
    static let most = 64
    static let longest = 16 * 1024

    /// Throws where they are too many or too long.
    public init(_ values: [String: String]) throws {
        guard values.count <= UploadFields.most,
            values.allSatisfy({ $0.key.utf8.count <= 256 && $0.value.utf8.count <= UploadFields.longest })
        else {
            throw Failure.invalid(
                "metadata", code: "upload.metadata",
                "At most \(UploadFields.most) fields of at most \(ByteCount(UploadFields.longest)) each are taken.")
        }
        self.values = values
    }

    /// Nil where there is no such field, or nothing in it.
    public subscript(name: String) -> String? {
        values[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    public var fileName: String? { self["filename"] }

    /// The word for what the upload shall become; nil: a plain file.
    public var target: String? { self["target"] }

    /// These, and of the others the name and the type where they are missing here: what the holder of a link may say.
    func naming(_ others: UploadFields) throws -> UploadFields {
        let names = others.values.filter { ["filename", "filetype"].contains($0.key) }
        return try UploadFields(values.merging(names) { own, _ in own })
    }

    /// As it is kept in the database.
    var text: String {
        JSON.object(values.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }).text
    }

    init(text: String) {
        values = (JSON(text: text)?.members ?? []).reduce(into: [:]) { $0[$1.name] = $1.value.string }
    }
}
