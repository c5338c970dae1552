import Basics

/// What a sender says of a file that they upload for their firm.
public struct FirmFileDraft: Sendable {
    /// What the file is called on the sender's machine; nil where that was not told.
    public var uploadedName: String?
    /// Nil: a plain file.
    public var type: BusinessType?
    /// Nil: the only one that the type allows; of a plain file, its uploader's own.
    public var access: FirmFileAccess?
    /// Whether others than the firm get it with a watermark; for images.
    public var hasWatermark: Bool

    public init(
        uploadedName: String? = nil, type: BusinessType? = nil, access: FirmFileAccess? = nil,
        hasWatermark: Bool = false
    ) {
        self.uploadedName = uploadedName
        self.type = type
        self.access = access
        self.hasWatermark = hasWatermark
    }

    /// The name under which the file will be kept. Throws where files with such an extension are not taken.
    public func fileName() throws -> FileName {
        guard let uploadedName else {
            throw Failure.invalid("file", code: "file.name", "The file has no name. Send one, as filename.")
        }
        let name = try FileName(uploadedName)
        let taken = BusinessType.extensions(of: type)
        guard let word = name.fileExtension, taken.contains(word) else {
            let what = type.map { "a file of the type \($0.rawValue)" } ?? "a file"
            throw Failure.invalid(
                "file", code: "file.extension",
                "The name of \(what) must end in one of \(taken.map { ".\($0)" }.joined(separator: " ")).")
        }
        return name
    }

    /// Throws where the type does not go together with the access.
    func checkedAccess() throws -> FirmFileAccess {
        guard let type else { return access ?? .contact }
        guard access == nil || access == type.access else {
            throw Failure.invalid(
                "access_type", code: "file.access",
                "A file of the type \(type.rawValue) can only have the access_type \(type.access.rawValue).")
        }
        return type.access
    }
}
