public import Basics
import Crypto
import Foundation

/// Seals texts that have to be read again, so that a stolen database does not tell them: AES-256-GCM (NIST SP 800-38D) with a
/// nonce for each.
///
/// The key comes from the installation's secret by HKDF-SHA256 (RFC 5869), so all servers on one database need the same secret.
public struct SealingKey: Sendable {
    private let key: SymmetricKey

    /// - Parameter purpose: what is sealed by it; keys for different purposes have nothing in common.
    public init(installation secret: Secret, purpose: String) {
        key = SealingKey.derive(secret, purpose)
    }

    /// - Parameter place: where it belongs; what was sealed for another place does not open.
    package func seal(_ text: String, for place: String) throws -> [UInt8] {
        let box = try AES.GCM.seal(Data(text.utf8), using: key, authenticating: Data(place.utf8))
        return Array(box.nonce) + box.ciphertext + box.tag
    }

    /// Throws where the bytes were not sealed for this place with this installation's secret.
    package func open(_ sealed: [UInt8], for place: String) throws -> String {
        do {
            let box = try AES.GCM.SealedBox(combined: Data(sealed))
            return String(decoding: try AES.GCM.open(box, using: key, authenticating: Data(place.utf8)), as: UTF8.self)
        } catch {
            throw Failure(
                .internal, code: "secret.sealed",
                "What was kept here cannot be read. Give the server the secret with which it was kept.", cause: error)
        }
    }

    /// A secret of its own for keyed hashes.
    package static func hashing(installation secret: Secret, purpose: String) -> Secret {
        Secret(derive(secret, purpose).withUnsafeBytes { Hex.encode($0) })
    }

    private static func derive(_ secret: Secret, _ purpose: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: Array(secret.exposed.utf8)), info: Data(purpose.utf8),
            outputByteCount: 32)
    }
}
