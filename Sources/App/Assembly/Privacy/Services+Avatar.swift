import Basics
import Blobs
import FileKinds
import Foundation
import Identity
import Storage

extension Services {
    /// The picture of a person as a data URI (RFC 2397); nil where there is none. It has at most 1,024 pixels a side.
    func avatar(of user: ID<User>) async throws -> String? {
        let digest = try await storage.read { tx in
            try tx.first("SELECT avatar FROM user_account WHERE id = \(user)").flatMap {
                try $0.optional("avatar", $0.digest)
            }
        }
        guard let digest else { return nil }
        let reader = try await blobs.open(digest)
        var bytes = Data()
        while case let piece = try await reader.read(offset: Int64(bytes.count), most: largestBlobRead), !piece.isEmpty
        {
            bytes += piece
        }
        let kind = bytes.prefix(4096).withUnsafeBytes { FileKindDetector().likelyKind(ofHead: $0, named: nil) }
        return "data:\(kind.mediaType);base64,\(bytes.base64EncodedString())"
    }
}
