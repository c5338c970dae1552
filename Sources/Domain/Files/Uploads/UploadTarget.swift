public import Basics
package import Blobs
package import Identity
package import Storage

/// Something that an upload can become: what a surface makes of a file that is sent to it.
package protocol UploadTarget: Sendable {
    /// Most bytes taken.
    var limit: Int64 { get }

    /// Throws what can be refused before the first byte.
    ///
    /// - Returns: in whose quota the bytes will count; nil: in none.
    func check(_ fields: UploadFields, by caller: Principal) async throws -> ID<Organization>?

    /// Looks at the bytes. Throws what the surface would refuse.
    func examine(_ arrived: ArrivedUpload, by caller: Principal) async throws -> UploadEnding
}

/// An upload whose bytes are all there.
package struct ArrivedUpload: Sendable {
    package let blob: Blob
    package let fields: UploadFields
    /// `scheme://host[:port]` by which its sender reached us.
    package let origin: String
}

/// What there is left to do when the bytes of an upload were found good.
package struct UploadEnding: Sendable {
    /// Makes the thing, in the transaction that ends the upload.
    let keep: @Sendable (Reservation?, any Transaction) throws -> UploadOutcome
    /// After the commit.
    let afterwards: @Sendable () -> Void

    package init(
        afterwards: @escaping @Sendable () -> Void = {},
        keep: @escaping @Sendable (Reservation?, any Transaction) throws -> UploadOutcome
    ) {
        self.keep = keep
        self.afterwards = afterwards
    }
}

/// What the surface for which an upload was meant refused; to be told in that surface's words.
public struct UploadRefusal: Error {
    /// Nil: a plain file.
    public let target: String?
    public let failure: Failure
}
