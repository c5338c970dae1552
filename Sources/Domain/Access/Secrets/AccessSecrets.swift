public import Basics
import Identity

/// Keeps PINs and QR tokens so that panels can check them and their owners read them back, and a stolen database tells
/// neither: what is looked up is a keyed hash, what is read back is sealed.
public struct AccessSecrets: Sendable {
    private let hashing: Secret
    private let sealing: SealingKey

    public init(installation secret: Secret) {
        hashing = SealingKey.hashing(installation: secret, purpose: "access hashes 1")
        sealing = SealingKey(installation: secret, purpose: "access seals 1")
    }

    /// By which a PIN is found among those of a building.
    func hash(ofPin text: String, in building: ID<Building>) -> CredentialHash {
        CredentialHash(of: text, for: "pin \(building)", key: hashing)
    }

    /// By which a QR token is found, wherever it is.
    func hash(ofToken text: String) -> CredentialHash {
        CredentialHash(of: text, for: "token", key: hashing)
    }

    /// Which makes the link of a visitor's key one that nobody guesses.
    func hash(ofPage key: ID<VirtualKey>) -> CredentialHash {
        CredentialHash(of: "\(key)", for: "page", key: hashing)
    }

    /// A UUID that tells nothing (RFC 9562, version 8), always the same for the same thing of this installation.
    func guid(of thing: String) -> String {
        var digits = Array(CredentialHash(of: thing, for: "guid", key: hashing).hex)
        digits[12] = "8"
        digits[16] = "8"
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
    }

    /// The signature of a token for the room of a call, in lower-case hex.
    func code(forCallToken text: String) -> String { hashing.authenticationCode(for: "call token\u{0}\(text)") }

    /// - Parameter place: what it is for; a text that was sealed for something else does not open.
    func seal(_ text: String, for place: String) throws -> [UInt8] { try sealing.seal(text, for: place) }

    /// Throws where the bytes were not sealed for this place with this installation's secret.
    func open(_ sealed: [UInt8], for place: String) throws -> String { try sealing.open(sealed, for: place) }

    /// The key of the hashes that a panel is given to decide by when it is offline: nobody else's, and another one with every
    /// new token, so that what one panel has been given tells nothing of what another has.
    func offlineKey(of panel: ID<Panel>, token digest: Digest) -> Secret {
        Secret(hashing.authenticationCode(for: "offline \(panel) \(digest.hex)"))
    }
}
