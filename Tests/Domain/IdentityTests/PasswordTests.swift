import Basics
import Identity
import Storage
import TestDatabases
import Testing

struct PasswordTests {
    @Test func `a password is changed by who knows it, and the old one is good no more`() async throws {
        let storage = try await TestDatabase.make()
        try await Migrator(ListMigrations.all + IdentityMigrations.all + OAuthMigrations.all).migrate(storage)
        let passwords = Passwords(storage: storage, bench: WorkBench(slots: 1, waiting: 10))
        let organization = try await Organizations(storage: storage).create(named: "Owners")
        let user = try await Users(storage: storage).create(
            login: "anna@example.org", name: "Anna", in: organization.id
        ).id
        #expect(try await passwords.check("anna@example.org", Secret("first password")) == nil)
        try await passwords.set(Secret("first password"), of: "anna@example.org")
        #expect(try await passwords.check("Anna@Example.org", Secret("first password")) == user)
        #expect(try await passwords.check("boris@example.org", Secret("first password")) == nil)
        await #expect(throws: Failure.self) {
            try await passwords.change(Secret("wrong"), to: Secret("second password"), of: user)
        }
        await #expect(throws: Failure.self) {
            try await passwords.change(Secret("first password"), to: Secret("short"), of: user)
        }
        try await passwords.change(Secret("first password"), to: Secret("second password"), of: user)
        #expect(try await passwords.check("anna@example.org", Secret("first password")) == nil)
        #expect(try await passwords.check("anna@example.org", Secret("second password")) == user)
    }
}
