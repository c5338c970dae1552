import Access
import Basics
import Jobs
import Logging
import OutboundHTTP
import Storage
import Synchronization
import Testing

struct WebhookTests {
    private let everything = IntegrationDraft(
        url: "https://example.org/hooks?from=doors",
        bindings: [
            .init(resource: "call", actions: ["create", "status_update"]),
            .init(resource: "door_release", actions: ["create"]),
        ])

    @Test func `a webhook is told of what its bindings name, in flat payloads`() async throws {
        let (house, world) = (try await Doorstep(), Receivers())
        let mine = IntegrationOwner.tenant(try #require(house.boris.tenancies["2"]))
        let (made, secret) = try await house.integrations.create(everything, of: mine, by: house.boris.user)
        try await house.pins.set(
            try PinCode("740265"), for: try #require(house.boris.tenancies["2"]), by: house.boris.user)
        let call = try await house.calls.ring("2", .visitor, at: house.front.id)
        _ = try await house.calls.report(.connecting, of: call.guid, by: house.front.id)
        _ = try await house.calls.report(.connecting, of: call.guid, by: house.front.id)
        _ = try await house.decide(.pin("740265", unit: nil))
        // Of another apartment, and refused.
        _ = try await house.calls.ring("1", .visitor, at: house.front.id)
        _ = try await house.decide(.pin("111222", unit: nil))
        let requests = try await house.send(to: world) { world.requests.count >= 3 }
        let told = requests.compactMap { JSON(text: $0.body) }
        #expect(told.count == 3)
        let first = try #require(told.first { $0["guid"] != nil })
        #expect(first["guid"]?.string == call.guid && first["user"]?["email"]?.string == "boris@example.org")
        #expect(first["unit"]?["label"]?.string == "2" && first["panel"]?["name"]?.string == "Front")
        let change = try #require(told.first { $0["status"] != nil })
        #expect(change["call"]?["guid"]?.string == call.guid && change["status"]?.string == "connecting_sip")
        let opening = try #require(told.first { $0["release_method"] != nil })
        #expect(opening["panel_id"]?.integer == house.front.id.number && opening["name"]?.string == "Boris")
        #expect(opening["logged_at"]?.string == "2026-11-18T17:00:00Z")
        for request in requests {
            #expect(request.method == "POST" && request.address.text == "https://example.org/hooks?from=doors")
            #expect(request.header("content-type") == "application/json" && request.redirects == 0)
            #expect(request.header("webhook-timestamp") == "1795021200")
            #expect(request.header("webhook-signature")?.hasPrefix("v1,") == true && !request.readsBody)
        }
        #expect(Set(requests.map { $0.header("webhook-id") }).count == 3)
        let attempts = try await house.integrations.deliveries(of: made.id, owner: mine, by: house.boris.user)
        #expect(attempts.count == 3 && attempts.allSatisfy { $0.outcome == .delivered && $0.status == 200 })
        await #expect(throws: Failure.self) {
            try await house.integrations.deliveries(of: made.id, owner: mine, by: house.anna.user)
        }
        #expect(!secret.exposed.isEmpty)
    }

    @Test func `a message that does not arrive is sent again within half a minute, then ever later, for three days`()
        async throws
    {
        let (house, world) = (try await Doorstep(), Receivers(status: 500))
        let mine = IntegrationOwner.tenant(try #require(house.boris.tenancies["2"]))
        let made = try await house.integrations.create(everything, of: mine, by: house.boris.user).integration
        _ = try await house.calls.ring("2", .visitor, at: house.front.id)
        let start = house.time.now
        var last: WebhookAttempt?
        for number in 1...40 {
            _ = try await house.send(to: world) { world.requests.count >= number }
            last = try await house.integrations.deliveries(of: made.id, owner: mine, by: house.boris.user).first
            #expect(last?.number == number && last?.status == 500 && last?.problem != nil)
            guard let next = last?.nextAt else { break }
            if number == 1 { #expect(next - start <= .seconds(30) && next - start >= .seconds(5)) }
            if number > 2 { #expect(next - house.time.now >= .seconds(100) || next == start + .seconds(3 * 86_400)) }
            house.time.now = next
        }
        #expect(last?.outcome == .failed && house.time.now == start + .seconds(3 * 86_400))
        #expect((10...25).contains(world.requests.count))
        #expect(Set(world.requests.map { $0.header("webhook-id") }).count == 1)
        #expect(try await house.storage.read { tx in try tx.integer("SELECT COUNT(*) FROM webhook_message") } == 0)
    }

    @Test func `a receiver that is gone switches its webhook off`() async throws {
        let (house, world) = (try await Doorstep(), Receivers(status: 410))
        let mine = IntegrationOwner.tenant(try #require(house.boris.tenancies["2"]))
        let made = try await house.integrations.create(everything, of: mine, by: house.boris.user).integration
        _ = try await house.calls.ring("2", .visitor, at: house.front.id)
        _ = try await house.send(to: world) { world.requests.count >= 1 }
        #expect(try await !house.integrations.get(made.id, of: mine, by: house.boris.user).isEnabled)
        _ = try await house.calls.ring("2", .visitor, at: house.front.id)
        #expect(try await house.storage.read { tx in try tx.integer("SELECT COUNT(*) FROM webhook_message") } == 0)
    }

    @Test func `a GET has the simple members in its query, and everything in payload`() async throws {
        let (house, world) = (try await Doorstep(), Receivers())
        let mine = IntegrationOwner.tenant(try #require(house.boris.tenancies["2"]))
        var draft = everything
        draft.method = "get"
        _ = try await house.integrations.create(draft, of: mine, by: house.boris.user)
        let call = try await house.calls.ring("2", .visitor, at: house.front.id)
        let request = try #require(try await house.send(to: world) { world.requests.count >= 1 }.first)
        #expect(request.method == "GET" && request.body.isEmpty)
        #expect(request.address.path.hasPrefix("/hooks?from=doors&guid=\(call.guid)&"))
        #expect(request.address.path.contains("&payload=%7B%22"))
    }
}

extension OutboundRequest {
    fileprivate func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

extension Doorstep {
    /// Lets a worker send what waits, until all of this is so and no message is due.
    fileprivate func send(
        to world: Receivers, until isDone: @escaping @Sendable () -> Bool
    ) async throws -> [OutboundRequest] {
        var handlers = JobHandlers()
        WebhookSending(storage: storage, secrets: secrets, requests: world).register(in: &handlers)
        var options = JobWorkerOptions()
        options.pollInterval = .milliseconds(10)
        let worker = JobWorker(storage: storage, handlers: handlers, options: options, logger: Logger(label: "test"))
        let running = Task { await worker.run() }
        defer { running.cancel() }
        let deadline = ContinuousClock.now + .seconds(30)
        func isSettled() async throws -> Bool {
            guard isDone() else { return false }
            let now = time.now
            return try await storage.read { tx in
                try tx.integer("SELECT COUNT(*) FROM webhook_message WHERE next_at <= \(now)") == 0
                    && tx.integer("SELECT COUNT(*) FROM job WHERE kind = 'webhooks' AND state = 'running'") == 0
            }
        }
        while try await !isSettled() {
            guard ContinuousClock.now < deadline else { throw Failure.notFound("end of the sending") }
            try await Task.sleep(for: .milliseconds(10))
        }
        worker.shutDown()
        await running.value
        return world.requests
    }
}

/// The servers of other people, who all answer alike.
private final class Receivers: OutboundRequests {
    private let status: Int
    private let seen = Mutex<[OutboundRequest]>([])

    init(status: Int = 200) { self.status = status }

    var requests: [OutboundRequest] { seen.withLock { $0 } }

    func send(
        _ request: OutboundRequest, receive: @escaping @Sendable ([UInt8]) async throws -> Void
    ) async throws(OutboundError) -> OutboundAnswer {
        seen.withLock { $0.append(request) }
        return OutboundAnswer(status: status, address: request.address, mediaType: nil)
    }
}
