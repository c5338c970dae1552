import HTTPTypes

/// The header fields of tus 1.0.0.
extension HTTPField.Name {
    static let tusResumable = known("Tus-Resumable")
    static let tusVersion = known("Tus-Version")
    static let tusExtension = known("Tus-Extension")
    static let tusMaxSize = known("Tus-Max-Size")
    static let tusChecksumAlgorithm = known("Tus-Checksum-Algorithm")
    static let uploadLength = known("Upload-Length")
    static let uploadDeferLength = known("Upload-Defer-Length")
    static let uploadOffset = known("Upload-Offset")
    static let uploadMetadata = known("Upload-Metadata")
    static let uploadChecksum = known("Upload-Checksum")
    static let uploadConcat = known("Upload-Concat")
    static let uploadExpires = known("Upload-Expires")
    static let methodOverride = known("X-HTTP-Method-Override")
    /// What the surface that got the file would have answered, as JSON in ASCII; not of tus.
    static let uploadResult = known("X-Upload-Result")

    private static func known(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .location }
}
