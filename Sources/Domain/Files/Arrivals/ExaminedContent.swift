package import Blobs
package import FileKinds

/// What came in, after it was looked at.
package struct ExaminedContent: Sendable {
    package let blob: Blob
    package let kind: FileKind
    /// Whether a browser may show it.
    let isInlineSafe: Bool
    /// In pixels; nil for what is no image.
    package let width: Int?
    package let height: Int?
}
