public import Basics
import Crypto
import Foundation

/// Keeps PINs and QR tokens so that panels can check them and their owners read them back, and a stolen database tells
/// neither.
///
/// What is looked up is a keyed hash; what is read back is AES-256-GCM (NIST SP 800-38D) with a nonce of its own. Both keys come
/// from the installation's secret by HKDF-SHA256 (RFC 5869), so all servers on one database need the same.
public struct AccessSecrets: Sendable {
    private let hashing: Secret
    private let sealing: SymmetricKey

    public init(installation secret: Secret) {
        hashing = Secret(AccessSecrets.derive(secret, "access hashes 1").withUnsafeBytes { Hex.encode($0) })
        sealing = AccessSecrets.derive(secret, "access seals 1")
    }

    /// By which a PIN is found among those of a building.
    func hash(ofPin text: String, in building: ID<Building>) -> CredentialHash {
        CredentialHash(of: text, for: "pin \(building)", key: hashing)
    }

    /// By which a QR token is found, wherever it is.
    func hash(ofToken text: String) -> CredentialHash {
        CredentialHash(of: text, for: "token", key: hashing)
    }

    /// - Parameter place: what it is for; a text that was sealed for something else does not open.
    func seal(_ text: String, for place: String) throws -> [UInt8] {
        let box = try AES.GCM.seal(Data(text.utf8), using: sealing, authenticating: Data(place.utf8))
        return Array(box.nonce) + box.ciphertext + box.tag
    }

    /// Throws where the bytes were not sealed for this place with this installation's secret.
    func open(_ sealed: [UInt8], for place: String) throws -> String {
        do {
            let box = try AES.GCM.SealedBox(combined: sealed)
            return String(
                decoding: try AES.GCM.open(box, using: sealing, authenticating: Data(place.utf8)), as: UTF8.self)
        } catch {
            throw Failure(
                .internal, code: "access.sealed",
                "What was kept of this code cannot be read. Give the server the secret with which it was kept.",
                cause: error)
        }
    }

    private static func derive(_ secret: Secret, _ purpose: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: Array(secret.exposed.utf8)), info: Data(purpose.utf8),
            outputByteCount: 32)
    }
}
