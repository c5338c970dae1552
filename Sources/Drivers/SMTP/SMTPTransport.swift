import CCurl
import Dispatch
public import Messaging

/// Hands mails to a server by SMTP (RFC 5321) over libcurl, each over a connection of its own.
///
/// libcurl blocks, so each mail has a thread while it is sent; whoever sends bounds how many those are.
public struct SMTPTransport: MailTransport {
    private let server: SMTPServer
    /// By which we greet the server.
    private let name: String

    private static let threads = DispatchQueue(label: "smtp", attributes: .concurrent)
    private static let isReady: Bool = curl_start() == CURLE_OK

    /// - Parameter name: the name by which this machine greets the server; letters, digits, dots and dashes.
    public init(_ server: SMTPServer, name: String) {
        self.server = server
        self.name = name
    }

    public func send(_ message: MailMessage) async throws(MailError) {
        let error = await withCheckedContinuation { continuation in
            SMTPTransport.threads.async { continuation.resume(returning: deliver(message)) }
        }
        if let error { throw error }
    }

    /// Nil: the server has it.
    private func deliver(_ message: MailMessage) -> MailError? {
        guard SMTPTransport.isReady, let handle = curl_easy_init() else {
            return .connection(reason: "libcurl cannot be used")
        }
        defer { curl_easy_cleanup(handle) }
        var recipients: UnsafeMutablePointer<curl_slist>?
        recipients = curl_slist_append(nil, "<\(message.to.mailbox)>")
        defer { curl_slist_free_all(recipients) }
        return message.bytes.withUnsafeBufferPointer { bytes in
            var source = mail_source(bytes: bytes.baseAddress, left: bytes.count)
            return withUnsafeMutablePointer(to: &source) { source in
                guard prepare(handle, from: message.from.mailbox, recipients, source) else {
                    return .connection(reason: "libcurl does not know an option")
                }
                let code = curl_easy_perform(handle)
                return code == CURLE_OK ? nil : SMTPTransport.error(code, answer: Int(curl_response_code(handle)))
            }
        }
    }

    private func prepare(
        _ handle: UnsafeMutableRawPointer, from mailbox: String, _ recipients: UnsafeMutablePointer<curl_slist>?,
        _ source: UnsafeMutablePointer<mail_source>
    ) -> Bool {
        let scheme = server.security == .tls ? "smtps" : "smtp"
        var texts: [(CURLoption, String)] = [
            (CURLOPT_URL, "\(scheme)://\(server.host):\(server.port)/\(name)"), (CURLOPT_MAIL_FROM, "<\(mailbox)>"),
            (CURLOPT_PROTOCOLS_STR, "smtp,smtps"),
            // Nobody in between, whatever the environment says.
            (CURLOPT_PROXY, ""),
        ]
        if !server.user.isEmpty { texts += [(CURLOPT_USERNAME, server.user), (CURLOPT_PASSWORD, server.password)] }
        if !server.authorities.isEmpty { texts.append((CURLOPT_CAINFO, server.authorities)) }
        let encryption = server.security == .none ? CURLUSESSL_NONE : CURLUSESSL_ALL
        let numbers: [(CURLoption, Int)] = [
            (CURLOPT_NOSIGNAL, 1), (CURLOPT_UPLOAD, 1), (CURLOPT_CONNECTTIMEOUT, min(10, server.timeout)),
            (CURLOPT_TIMEOUT, server.timeout), (CURLOPT_USE_SSL, Int(encryption.rawValue)),
        ]
        return texts.allSatisfy { curl_set_text(handle, $0.0, $0.1) == CURLE_OK }
            && numbers.allSatisfy { curl_set_number(handle, $0.0, $0.1) == CURLE_OK }
            && curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients) == CURLE_OK
            && curl_set_source(handle, source) == CURLE_OK && curl_set_silence(handle) == CURLE_OK
    }

    private static func error(_ code: CURLcode, answer: Int) -> MailError {
        switch code {
        case CURLE_LOGIN_DENIED: return .signIn(code: answer)
        case CURLE_OPERATION_TIMEDOUT: return .timedOut
        case CURLE_USE_SSL_FAILED, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE:
            return .noEncryption
        default: break
        }
        if (500...599).contains(answer) { return .refused(code: answer) }
        if (400...499).contains(answer) { return .postponed(code: answer) }
        return .connection(reason: String(cString: curl_easy_strerror(code)))
    }
}
