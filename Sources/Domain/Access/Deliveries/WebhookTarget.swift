import Basics
import Identity
import OutboundHTTP
import Storage

/// Where a webhook's messages go, and how they are signed.
struct WebhookTarget: Sendable {
    let id: Int64
    let url: String
    let method: WebhookMethod
    /// The present one, and the former one as long as it is good.
    let secrets: [Secret]

    /// Nil where the webhook is gone or switched off.
    static func find(_ id: Int64, _ secrets: AccessSecrets, at now: Instant, in tx: any Transaction) throws
        -> WebhookTarget?
    {
        guard let row = try tx.first("SELECT * FROM integration WHERE id = \(id) AND enabled") else { return nil }
        let place = "integration \(try row.text("guid"))"
        var sealed = [try row.blob("secret_sealed")]
        if let until = try row.optional("former_secret_until", row.instant), until > now,
            let former = try row.optional("former_secret_sealed", row.blob)
        {
            sealed.append(former)
        }
        return WebhookTarget(
            id: id, url: try row.text("url"), method: WebhookMethod(rawValue: try row.text("method")) ?? .post,
            secrets: try sealed.map { Secret(try secrets.open($0, for: place)) })
    }

    /// The request that carries a message; nil where the URL is none that can be asked.
    ///
    /// A GET has no body: the payload's simple members stand in the query, and all of it in `payload`, which is what is
    /// signed.
    func request(with message: WebhookMessage, at now: Instant) -> OutboundRequest? {
        guard var address = WebAddress(url) else { return nil }
        let timestamp = now.microseconds / 1_000_000
        var headers = [
            ("user-agent", "Gatehouse"), ("webhook-id", message.guid), ("webhook-timestamp", "\(timestamp)"),
            (
                "webhook-signature",
                WebhookSignature.header(secrets, id: message.guid, timestamp: timestamp, body: message.payload)
            ),
        ].map { (name: $0.0, value: $0.1) }
        var body: [UInt8] = []
        switch method {
        case .get: address = address.adding(query: WebhookTarget.query(of: message.payload))
        case .post:
            headers.append((name: "content-type", value: "application/json"))
            body = Array(message.payload.utf8)
        }
        var request = OutboundRequest(
            method.rawValue.uppercased(), address, headers: headers, body: body, redirects: 0, limit: 0,
            timeout: WebhookTarget.timeout)
        request.readsBody = false
        return request
    }

    /// What a receiver has to answer.
    private static let timeout: Duration = .seconds(5)

    private static func query(of payload: String) -> [(name: String, value: String)] {
        let members = JSON(text: payload)?.members ?? []
        let simple = members.sorted { $0.name < $1.name }.compactMap { member -> (name: String, value: String)? in
            switch member.value {
            case .array, .object: nil
            case .null: (member.name, "")
            case .string(let text): (member.name, text)
            default: (member.name, member.value.text)
            }
        }
        return simple + [("payload", payload)]
    }
}
