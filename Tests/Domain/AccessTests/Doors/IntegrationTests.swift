import Access
import Basics
import Storage
import Testing

struct IntegrationTests {
    private let draft = IntegrationDraft(
        url: "https://example.org/hooks",
        bindings: [
            .init(resource: "call", actions: ["create", "status_update"]),
            .init(resource: "door_release", actions: ["create"], resourceID: "7"),
        ])

    @Test func `a tenant's webhook is theirs, and a building's is its administrator's`() async throws {
        let house = try await Doorstep()
        let integrations = house.integrations
        let mine = IntegrationOwner.tenant(try #require(house.boris.tenancies["2"]))
        let (made, secret) = try await integrations.create(draft, of: mine, by: house.boris.user)
        #expect(secret.exposed.hasPrefix("whsec_") && secret.exposed.utf8.count == 50)
        #expect(made.bindings[1].covers(.doorRelease, .create, id: "7"))
        #expect(!made.bindings[1].covers(.doorRelease, .create, id: "8"))
        #expect(made.bindings[0].covers(.call, .statusUpdate, id: "8"))
        #expect(try await integrations.list(of: mine, by: house.boris.user).map(\.id) == [made.id])
        let building = IntegrationOwner.building(house.front.building)
        for person in [house.anna, house.clara] {
            await #expect(throws: Failure.self) { try await integrations.get(made.id, of: mine, by: person.user) }
            await #expect(throws: Failure.self) { try await integrations.create(draft, of: building, by: person.user) }
        }
        try await house.run(
            """
            INSERT INTO access_role (user_id, role, building_id, created_at)
            VALUES (\(house.clara.user), 'building_admin', \(house.front.building), 0)
            """)
        _ = try await integrations.create(draft, of: building, by: house.clara.user)
        #expect(try await integrations.list(of: building, by: house.clara.user).count == 1)
        // One path's integration is not another's.
        await #expect(throws: Failure.self) { try await integrations.get(made.id, of: building, by: house.clara.user) }
        let changed = try await integrations.update(made.id, of: mine, by: house.clara.user) {
            $0.method = "get"
            $0.isEnabled = false
        }
        #expect(changed.method == .get && !changed.isEnabled && changed.bindings == made.bindings)
        try await integrations.delete(made.id, of: mine, by: house.boris.user)
        #expect(try await integrations.list(of: mine, by: house.boris.user).isEmpty)
    }

    @Test func `all that is wrong with a webhook is told with its place`() async throws {
        let house = try await Doorstep()
        let mine = IntegrationOwner.tenant(try #require(house.boris.tenancies["2"]))
        let wrong = IntegrationDraft(
            integrator: "fax", url: "ftp://example.org/", method: "put",
            bindings: [
                .init(resource: "call", actions: ["create"]), .init(resource: "weather", actions: ["create"]),
                .init(resource: "door_release", actions: ["status_update"]), .init(resource: "call", actions: []),
                .init(resource: "call", actions: ["create"], resourceID: "a:b\n"),
            ])
        do {
            _ = try await house.integrations.create(wrong, of: mine, by: house.boris.user)
            Issue.record("it was taken")
        } catch {
            #expect(
                (error as? Failure)?.fields.map(\.name) == [
                    "integrator", "configuration/url", "configuration/method", "bindings/1/resource_type",
                    "bindings/2/actions", "bindings/3/actions", "bindings/4/resource_id",
                ])
        }
        for url in [
            "", "https://", "https://user:pw@example.org/", "https://:80/", "javascript:alert(1)", "https://a b/",
            "https://example.org/#x", "//example.org/",
        ] {
            let draft = IntegrationDraft(url: url, bindings: [])
            await #expect(throws: Failure.self, "\(url)") {
                try await house.integrations.create(draft, of: mine, by: house.boris.user)
            }
        }
    }
}
