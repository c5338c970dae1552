import Basics
import Identity
import Storage
import Testing

struct OAuthHousekeepingTests {
    @Test func `what nothing can come of any more is removed, and nothing else`() async throws {
        let signIn = try await SignIn()
        let storage = signIn.storage
        let sessions = BrowserSessions(storage: storage, lifetime: .seconds(60))
        let browser = try await sessions.start(for: signIn.user)
        let first = try await signIn.tokens()
        let second = try await signIn.server.refresh(first.refreshToken, by: signIn.app, issuer: SignIn.issuer)
        let withdrawn = try await signIn.tokens()
        try await signIn.server.revoke(withdrawn.accessToken, by: signIn.app)
        try await signIn.server.revoke(withdrawn.refreshToken, by: signIn.app)
        let housekeeping = OAuthHousekeeping(storage: storage)
        let everything = try await counts(storage)
        try await housekeeping.tidy()
        #expect(try await counts(storage) == everything)
        #expect(
            everything == [
                "browser_session": 1, "oauth_code": 2, "oauth_refresh_token": 3, "oauth_grant": 2,
                "oauth_revoked_token": 1,
            ])

        signIn.pass(.seconds(7201))
        try await housekeeping.tidy()
        #expect(try await sessions.find(browser) == nil)
        #expect(try await counts(storage)["oauth_code"] == 2)
        #expect(try await counts(storage)["oauth_revoked_token"] == 0)
        signIn.pass(.seconds(86_400))
        try await housekeeping.tidy()
        #expect(try await counts(storage)["oauth_code"] == 0)
        #expect(try await counts(storage)["oauth_refresh_token"] == 3)
        signIn.pass(.seconds(90 * 86_400))
        try await housekeeping.tidy()
        #expect(
            try await counts(storage) == [
                "browser_session": 0, "oauth_code": 0, "oauth_refresh_token": 1,
                "oauth_grant": 1, "oauth_revoked_token": 0,
            ])
        let third = try await signIn.server.refresh(second.refreshToken, by: signIn.app, issuer: SignIn.issuer)
        #expect(try await signIn.user(of: third) == signIn.user)
    }

    private func counts(_ storage: any Storage) async throws -> [String: Int64] {
        try await storage.read { tx in
            [
                "browser_session": try tx.integer("SELECT COUNT(*) FROM browser_session"),
                "oauth_code": try tx.integer("SELECT COUNT(*) FROM oauth_code"),
                "oauth_refresh_token": try tx.integer("SELECT COUNT(*) FROM oauth_refresh_token"),
                "oauth_grant": try tx.integer("SELECT COUNT(*) FROM oauth_grant"),
                "oauth_revoked_token": try tx.integer("SELECT COUNT(*) FROM oauth_revoked_token"),
            ]
        }
    }
}
