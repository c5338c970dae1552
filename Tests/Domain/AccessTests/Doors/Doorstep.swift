import Access
import Basics
import Events
import Identity
import Jobs
import Storage
import Synchronization
import TestDatabases
import TimeZones

/// A house in New York with two doors, two apartments and three people, on a database of its own.
///
/// Anna lives in 1 and in 2, Boris in 2, Clara nowhere; she administers the building once she is made to. It is a Wednesday noon.
struct Doorstep {
    let storage: any Storage
    let time: HeldTime
    let secrets: AccessSecrets
    let pins: Pins
    let keychains: Keychains
    let decisions: DoorDecisions
    let releases: DoorReleases
    let calls: Calls
    let messages: Messages
    let integrations: Integrations
    private(set) var front: Panel
    private(set) var back: Panel
    private(set) var anna = Person()
    private(set) var boris = Person()
    private(set) var clara = Person()

    struct Person {
        var user = ID<User>(0)
        /// By the label of the unit.
        var tenancies: [String: ID<Tenant>] = [:]
    }

    init() async throws {
        let held = HeldTime()
        time = held
        storage = try await TestDatabase.make(clock: WallClock { held.now })
        let migrations =
            ListMigrations.all + IdentityMigrations.all + JobMigrations.all + EventMigrations.all
            + AccessMigrations.all + DeliveryMigrations.all + PanelMigrations.all
        try await Migrator(migrations).migrate(storage)
        secrets = AccessSecrets(installation: Secret("the secret of this installation"))
        let zones = ZoneDatabase()
        pins = Pins(storage: storage, secrets: secrets)
        keychains = Keychains(storage: storage, secrets: secrets, zones: zones)
        decisions = DoorDecisions(storage: storage, secrets: secrets, zones: zones)
        releases = DoorReleases(storage: storage)
        calls = Calls(storage: storage)
        messages = Messages(storage: storage)
        integrations = Integrations(storage: storage, secrets: secrets)
        let organization = try await Organizations(storage: storage).create(named: "Owners").id
        let panels = Panels(storage: storage)
        front = try await panels.create(PanelDraft(title: "Front"), in: organization)
        back = try await panels.create(PanelDraft(title: "Back"), in: organization, building: front.building)
        let house = front.building
        try await storage.write { tx in
            try tx.execute("UPDATE building SET time_zone = 'America/New_York' WHERE id = \(house)")
        }
        try await load(
            Roster(
                units: [Roster.Apartment(label: "1"), Roster.Apartment(label: "2")],
                residents: [
                    Roster.Resident(unit: 0, login: try login("anna@example.org"), name: "Anna"),
                    Roster.Resident(unit: 1, login: try login("anna@example.org"), name: "Anna"),
                    Roster.Resident(unit: 1, login: try login("boris@example.org"), name: "Boris"),
                ]), at: front)
        clara.user = try await Users(storage: storage).create(
            login: "clara@example.org", name: "Clara", in: organization
        ).id
        anna = try await person("anna@example.org")
        boris = try await person("boris@example.org")
    }

    /// Puts a roster in the place of what stands at a panel.
    func load(_ roster: Roster, at panel: Panel) async throws {
        try await storage.write { tx in
            guard let panel = try PanelTable.find(panel.id, in: tx) else { throw Failure.notFound("panel") }
            _ = try Rosters.replace(try Rosters.stored(at: panel, in: tx), by: roster, at: try tx.now(), in: tx)
        }
    }

    func unit(_ label: String) async throws -> ID<Access.Unit> {
        ID(try await storage.read { tx in try tx.integer("SELECT id FROM unit WHERE label = \(label)") })
    }

    func run(_ statement: SQL) async throws {
        try await storage.write { tx in _ = try tx.execute(statement) }
    }

    func decide(_ shown: ShownCredential, at panel: Panel? = nil) async throws -> String {
        let answer = try await decisions.decide(shown, at: (panel ?? front).id)
        return answer.refusal?.word ?? answer.admission?.releaseMethod ?? "?"
    }

    func history(of label: String, by person: Person) async throws -> [DoorRelease] {
        var query = DoorReleaseQuery()
        query.unit = try await unit(label)
        return try await releases.page(query, by: person.user).items
    }

    private func person(_ text: String) async throws -> Person {
        try await storage.read { tx in
            let rows = try tx.fetch(
                """
                SELECT user_account.id, tenant.id AS tenant, unit.label FROM user_account
                JOIN tenant ON tenant.user_id = user_account.id JOIN unit ON unit.id = tenant.unit_id
                WHERE user_account.login = \(text)
                """)
            return Person(
                user: try rows[0].id("id"),
                tenancies: Dictionary(
                    uniqueKeysWithValues: try rows.map { (try $0.text("label"), try $0.id("tenant")) }))
        }
    }

    private func login(_ text: String) throws -> Login {
        guard let login = Login(text) else { throw Failure.notFound("login") }
        return login
    }
}

/// A clock that stands still until it is moved.
final class HeldTime: Sendable {
    private let held = Mutex(Instant(iso8601: "2026-11-18T17:00:00Z") ?? .now)

    var now: Instant {
        get { held.withLock { $0 } }
        set { held.withLock { $0 = newValue } }
    }
}
