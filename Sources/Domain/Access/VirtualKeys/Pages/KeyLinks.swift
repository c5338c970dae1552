public import Basics

/// The paths under which visitors find their key without signing in. Nobody guesses them: each has 128 bits of a keyed hash.
public struct KeyLinks: Sendable {
    private let secrets: AccessSecrets

    public init(secrets: AccessSecrets) {
        self.secrets = secrets
    }

    /// The page with the key's PIN, its QR code and when it opens what.
    public func page(of key: ID<VirtualKey>) -> String { "/public/virtual_keys/\(key)/\(code(of: key))" }

    /// The QR code as a PNG image.
    public func image(of key: ID<VirtualKey>) -> String { "\(page(of: key))/qr.png" }

    func isGenuine(_ code: String, of key: ID<VirtualKey>) -> Bool { Secret.equal(code, self.code(of: key)) }

    private func code(of key: ID<VirtualKey>) -> String { secrets.hash(ofPage: key).hex }
}
