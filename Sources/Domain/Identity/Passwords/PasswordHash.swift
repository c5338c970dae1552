import Basics
import Crypto
import CryptoExtras

/// A password as it is kept: scrypt (RFC 7914) with a salt of its own, in one line of text.
///
/// `$scrypt$ln=15,r=8,p=1$SALT$HASH`, salt and hash in hex. 32 MiB and some 0.1 s for each try.
struct PasswordHash {
    let text: String

    private static let length = 32
    private static let parameters = Parameters(logRounds: 15, blockSize: 8, parallelism: 1)

    private struct Parameters {
        var logRounds: Int
        var blockSize: Int
        var parallelism: Int

        /// In bytes: what one hash takes, and a little more.
        var memory: Int { (128 * blockSize << logRounds) + (1 << 20) }
    }

    /// The hash of a new password.
    init(of password: Secret) throws {
        let salt = Secret.random(bytes: 16).exposed
        let hash = try PasswordHash.derive(password, salt: salt, PasswordHash.parameters)
        let parameters = PasswordHash.parameters
        text =
            "$scrypt$ln=\(parameters.logRounds),r=\(parameters.blockSize),p=\(parameters.parallelism)$\(salt)$\(hash)"
    }

    init(kept text: String) {
        self.text = text
    }

    /// Whether this is the password; takes as long for a wrong one as for the right one.
    func matches(_ password: Secret) throws -> Bool {
        let parts = text.split(separator: "$").map(String.init)
        guard parts.count == 4, parts[0] == "scrypt", let parameters = PasswordHash.parameters(in: parts[1]) else {
            return false
        }
        return Secret.equal(try PasswordHash.derive(password, salt: parts[2], parameters), parts[3])
    }

    /// A hash that no password has, to be tried where there is no account, so that the time does not tell.
    static let nobody = PasswordHash(
        kept: "$scrypt$ln=15,r=8,p=1$00000000000000000000000000000000$"
            + String(repeating: "0", count: 2 * PasswordHash.length))

    private static func derive(_ password: Secret, salt: String, _ parameters: Parameters) throws -> String {
        let key = try KDF.Scrypt.deriveKey(
            from: Array(password.exposed.utf8), salt: Array(salt.utf8), outputByteCount: length,
            rounds: 1 << parameters.logRounds, blockSize: parameters.blockSize, parallelism: parameters.parallelism,
            maxMemory: parameters.memory)
        return key.withUnsafeBytes { Hex.encode($0) }
    }

    /// Only costs that this type could have written.
    private static func parameters(in text: String) -> Parameters? {
        var values: [Substring: Int] = [:]
        for pair in text.split(separator: ",") {
            let halves = pair.split(separator: "=")
            guard halves.count == 2, let number = Int(halves[1]) else { return nil }
            values[halves[0]] = number
        }
        guard let logRounds = values["ln"], let blockSize = values["r"], let parallelism = values["p"],
            (10...20).contains(logRounds), (1...16).contains(blockSize), (1...4).contains(parallelism)
        else { return nil }
        return Parameters(logRounds: logRounds, blockSize: blockSize, parallelism: parallelism)
    }
}
