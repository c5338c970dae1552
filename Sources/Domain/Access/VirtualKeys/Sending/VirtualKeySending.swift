import Basics
public import Jobs
public import Messaging
public import Storage
public import TimeZones

/// Sends visitors their keys: by mail, or by a text to a phone.
public struct VirtualKeySending: Sendable {
    private static let jobKind = "virtual-key"
    /// Over some eight hours.
    private static let mostAttempts = 12

    private let storage: any Storage
    private let secrets: AccessSecrets
    private let zones: ZoneDatabase
    private let means: Means

    /// By what keys are sent; what is nil is not set up.
    public struct Means: Sendable {
        public var mail: (transport: any MailTransport, sender: MailAddress)?
        public var texts: (any TextTransport)?
        /// The URL of a path on this server; nil where nobody knows how it is reached from outside.
        public var url: @Sendable (String) -> String?

        public init(
            mail: (transport: any MailTransport, sender: MailAddress)?, texts: (any TextTransport)?,
            url: @escaping @Sendable (String) -> String?
        ) {
            self.mail = mail
            self.texts = texts
            self.url = url
        }
    }

    public init(storage: any Storage, secrets: AccessSecrets, zones: ZoneDatabase, means: Means) {
        self.storage = storage
        self.secrets = secrets
        self.zones = zones
        self.means = means
    }

    public func register(in handlers: inout JobHandlers) {
        handlers.register(
            VirtualKeySending.jobKind, backoff: Backoff(first: .seconds(10), most: .seconds(3600)), perform: perform)
    }

    /// Promises that a key is sent.
    static func enqueue(_ key: ID<VirtualKey>, in tx: any Transaction) throws {
        try JobQueue.enqueue(
            kind: jobKind, payload: (["key": JSON(key)] as JSON).text, maxAttempts: mostAttempts,
            uniqueKey: "\(key)", in: tx)
    }

    private func perform(_ job: JobContext) async throws -> JobOutcome {
        guard let number = JSON(text: job.payload)?["key"]?.integer else { return .cancel(reason: "no key") }
        let id = ID<VirtualKey>(number)
        let (found, now) = try await storage.read { tx in
            (try VisitorKey.find(id, secrets, zones, in: tx), try tx.now())
        }
        guard let key = found else { return .cancel(reason: "the key opens nothing any more") }
        let mail = KeyMail(key: key, link: means.url(KeyLinks(secrets: secrets).page(of: id)))
        let problem: JobOutcome? =
            switch key.recipient {
            case .email(let mailbox): await send(mail, toMailbox: mailbox, at: now)
            case .phone(let number): await send(mail, toNumber: number)
            }
        if let problem { return problem }
        try await storage.write { tx in
            try tx.execute("UPDATE virtual_key SET sent_at = \(try tx.now()) WHERE id = \(id)")
            try job.complete(in: tx)
        }
        return .done
    }

    /// Nil: it is on its way.
    private func send(_ mail: KeyMail, toMailbox mailbox: String, at now: Instant) async -> JobOutcome? {
        guard let (transport, sender) = means.mail else { return .cancel(reason: "mail.server is not set") }
        guard let recipient = MailAddress(mailbox) else { return .cancel(reason: "the recipient is no mailbox") }
        do throws(MailError) {
            try await transport.send(mail.message(from: sender, to: recipient, at: now))
            return nil
        } catch {
            return error.isPassing ? .retry(reason: "\(error)") : .cancel(reason: "\(error)")
        }
    }

    private func send(_ mail: KeyMail, toNumber number: String) async -> JobOutcome? {
        guard let texts = means.texts else { return .cancel(reason: "sms.url is not set") }
        do throws(TextError) {
            try await texts.send(mail.shortText, to: number)
            return nil
        } catch {
            return .retry(reason: "\(error)")
        }
    }
}
