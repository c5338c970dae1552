/// Hands mails to a mail server.
public protocol MailTransport: Sendable {
    /// Returns when the server has taken the mail upon itself.
    func send(_ message: MailMessage) async throws(MailError)
}

/// Why a mail was not taken. It names no address: mail servers like to repeat them.
public enum MailError: Error, Sendable, Equatable {
    /// The server does not want this mail, now or later (RFC 5321, 4.2.1: 5yz).
    case refused(code: Int)
    /// The server does not want it now (4yz), or said nothing that can be understood.
    case postponed(code: Int)
    case signIn(code: Int)
    case timedOut
    case noEncryption
    case connection(reason: String)

    /// Whether the same mail may be taken later.
    public var isPassing: Bool {
        if case .refused = self { false } else { true }
    }
}

extension MailError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .refused(let code): "the mail server refused the mail with \(code)"
        case .postponed(let code): "the mail server did not take the mail, with \(code)"
        case .signIn(let code): "the mail server refused the sign-in with \(code); check mail.user and mail.password"
        case .timedOut: "the mail server did not answer in time"
        case .noEncryption: "no encrypted connection to the mail server; check mail.security and mail.ca-file"
        case .connection(let reason): "no connection to the mail server: \(reason)"
        }
    }
}
