import Access
import Basics
import Identity
import Jobs
import Messaging
import OutboundHTTP
import TimeZones

extension House {
    fileprivate var secrets: AccessSecrets { AccessSecrets(installation: House.secret) }
    fileprivate var pins: Pins { Pins(storage: storage, secrets: secrets) }
    fileprivate var keychains: Keychains { Keychains(storage: storage, secrets: secrets, zones: ZoneDatabase()) }
    fileprivate var decisions: DoorDecisions {
        DoorDecisions(storage: storage, secrets: secrets, zones: ZoneDatabase())
    }
    fileprivate var server: AuthorizationServer {
        AuthorizationServer(storage: storage, seal: SealingKey(installation: House.secret, purpose: "oauth"))
    }

    fileprivate static let secret = Secret("the secret of this installation")
    /// Who lives in unit 7000, at the door of panel 7000.
    fileprivate static let tenant = ID<Tenant>(7000)
    fileprivate static let user = ID<User>(7000)
}

extension HotPath {
    static let doors = [
        HotPath("a door is opened by a key, a code and a QR code") { house in
            try await house.pins.set(try PinCode("940265"), for: House.tenant, by: House.user)
            _ = try await house.pins.code(of: House.tenant, by: House.user)
            try await house.pins.combine(try PinCode("740265"), for: House.tenant, by: House.user)
            let now = Instant.now
            let made = try await house.keychains.create(
                KeychainDraft(
                    name: "Guest", times: .oneTime(.moment(now - .seconds(60)), .moment(now + .seconds(3600))),
                    tenant: House.tenant, panels: [house.panel], recipients: [.init(address: "guest@example.org")]),
                by: House.user)
            let more = try await house.keychains.add(
                [.init(address: "other@example.org")], to: made.keychain.id, by: House.user)
            for shown: ShownCredential in [
                .key("10000000007000"), .pin("740265", unit: "7000"), .pin(made.keys[0].pin?.text ?? "", unit: nil),
                .qr(more[0].token.exposed), .qr("nothing"),
            ] {
                _ = try await house.decisions.decide(shown, at: house.panel)
            }
            let releases = DoorReleases(storage: house.storage)
            var query = DoorReleaseQuery(page: ListRequest(.after([])))
            _ = try await releases.page(query, by: ID(1))
            _ = try await releases.own(query, by: ID(1))
            for place in [ListRequest.Place.after(["9000"]), .number(1), .number(400)] {
                query = DoorReleaseQuery(page: ListRequest(place))
                query.unit = ID(1)
                _ = try await releases.page(query, by: ID(1))
            }
            _ = try await releases.find([ID(9000)], by: ID(7000))
            _ = try await house.keychains.get(made.keychain.id, by: House.user)
            try await house.keychains.delete(more[0].key.id, of: made.keychain.id, by: House.user)
            try await house.keychains.delete(made.keychain.id, by: House.user)
        },
        HotPath("a visitor rings, and somebody answers") { house in
            let calls = Calls(storage: house.storage)
            let call = try await calls.ring("7000", .visitor, at: house.panel)
            _ = try await calls.get(call.guid, by: House.user)
            _ = try await calls.answer(
                .accepted(video: true, audio: true), to: call.guid, at: house.panel, by: House.user)
            _ = try await calls.report(.canceled, of: call.guid, by: house.panel)
            let messages = Messages(storage: house.storage)
            _ = try await messages.leave(.text("Hello"), for: "7000", at: house.panel)
            _ = try await messages.newest(of: ID(7000), by: House.user)
            let media = Media(storage: house.storage)
            for kind in Medium.Kind.allCases { _ = try? await media.find(kind, of: 9000, version: "unknown") }
            let integrations = Integrations(storage: house.storage, secrets: house.secrets)
            let draft = IntegrationDraft(
                url: "https://example.org/", bindings: [.init(resource: "call", actions: ["create"])])
            for owner in [IntegrationOwner.building(ID(7000)), .tenant(House.tenant)] {
                let made = try await integrations.create(draft, of: owner, by: House.user).integration
                _ = try await integrations.list(of: owner, by: House.user)
                _ = try await integrations.update(made.id, of: owner, by: House.user) { $0.isEnabled = false }
                _ = try await integrations.renewSecret(of: made.id, of: owner, by: House.user)
                try await integrations.delete(made.id, of: owner, by: House.user)
            }
        },
        HotPath("webhooks and visitors are told") { house in
            let integrations = Integrations(storage: house.storage, secrets: house.secrets)
            let draft = IntegrationDraft(
                url: "https://example.org/",
                bindings: [
                    .init(resource: "call", actions: ["create", "status_update"]),
                    .init(resource: "door_release", actions: ["create"]),
                ])
            let mine = IntegrationOwner.tenant(House.tenant)
            let made = try await integrations.create(draft, of: mine, by: House.user).integration
            let call = try await Calls(storage: house.storage).ring("7000", .visitor, at: house.panel)
            _ = try await Calls(storage: house.storage).report(.canceled, of: call.guid, by: house.panel)
            _ = try await house.decisions.decide(.key("10000000007000"), at: house.panel)
            let now = Instant.now
            let keychain = try await house.keychains.create(
                KeychainDraft(
                    name: "Guest", times: .custom(.moment(now), .moment(now + .seconds(3600))), tenant: House.tenant,
                    panels: [house.panel], recipients: [.init(address: "guest@example.org")]), by: House.user)
            let key = keychain.keys[0].key.id
            let pages = KeyPages(storage: house.storage, secrets: house.secrets, zones: ZoneDatabase())
            let code = KeyLinks(secrets: house.secrets).page(of: key).split(separator: "/").last.map(String.init) ?? ""
            _ = try await pages.find(key, code: code)
            var handlers = JobHandlers()
            WebhookSending(storage: house.storage, secrets: house.secrets, requests: Accepting())
                .register(in: &handlers)
            VirtualKeySending(
                storage: house.storage, secrets: house.secrets, zones: ZoneDatabase(),
                means: .init(
                    mail: MailAddress("doors@example.org").map { (Accepting(), $0) }, texts: nil, url: { _ in nil })
            ).register(in: &handlers)
            try await house.work(handlers, JobWorkerOptions(), until: ["webhooks", "virtual-key"])
            _ = try await integrations.deliveries(of: made.id, owner: mine, before: ID(9000), by: House.user)
            let trail = AccessTrail(storage: house.storage)
            try await trail.note(TrailEntry(user: House.user, method: "PUT", target: "/v3/pins/7000", status: 204))
            _ = try await trail.newest(of: House.user, target: nil)
            _ = try await trail.newest(of: nil, target: "/v3/pins/70")
            try await integrations.delete(made.id, of: mine, by: House.user)
        },
        HotPath("a program gets tokens, uses them and gives them back") { house in
            let (client, secret) = try await OAuthClients(storage: house.storage).register(
                name: "App", redirectURIs: ["https://app.example.org/back"], isConfidential: true)
            _ = try await house.server.client(client.identifier, secret: secret)
            let request = try AuthorizationRequest(["response_type": "code"], from: client)
            let code = try await house.server.authorize(
                request, user: House.user, signedInAt: Instant(microseconds: 0))
            let issuer = "https://doors.example.org"
            let tokens = try await house.server.exchange(
                CodeExchange(code: code, redirectURI: nil, verifier: nil), by: client, issuer: issuer)
            _ = try await house.server.caller(tokens.accessToken, issuer: issuer)
            let next = try await house.server.refresh(tokens.refreshToken, by: client, issuer: issuer)
            try await house.server.revoke(next.accessToken, by: client)
            try await house.server.revoke(next.refreshToken, by: client)
            _ = try await OAuthClients(storage: house.storage).find(client.identifier)
            try await OAuthClients(storage: house.storage).withdraw(client.identifier)
        },
        HotPath("a person signs in and out in a browser") { house in
            let sessions = BrowserSessions(storage: house.storage, lifetime: .seconds(60))
            let secret = try await sessions.start(for: House.user)
            _ = try await sessions.find(secret)
            _ = try await Users(storage: house.storage).find(House.user)
            try await sessions.end(secret)
        },
        HotPath("what programs have used up is tidied away") { house in
            try await OAuthHousekeeping(storage: house.storage).tidy()
        },
    ]
}

/// Whoever takes whatever is sent.
private struct Accepting: OutboundRequests, MailTransport {
    func send(
        _ request: OutboundRequest, receive: @escaping @Sendable ([UInt8]) async throws -> Void
    ) async throws(OutboundError) -> OutboundAnswer {
        OutboundAnswer(status: 200, address: request.address, mediaType: nil)
    }

    func send(_ message: MailMessage) async throws(MailError) {}
}
