import Access
import Basics
import Identity
import Synchronization
import TimeZones

extension HotPath {
    static let panels = [
        HotPath("a panel is told what to do, and tells what it did") { house in
            let storage = house.storage
            let tokens = PanelTokens(storage: storage)
            let token = try await tokens.issue(for: house.panel)
            _ = try await tokens.authenticate(token)
            let commands = PanelCommands(storage: storage)
            let command = try await commands.send(.openDoor(call: nil), to: house.panel)
            _ = try await commands.waiting(for: token)
            try await commands.acknowledge(command.id, by: house.panel)
            try await commands.prune()
            let releases = OfflineReleases(storage: storage)
            let now = Instant.now
            let told = try [nil, "tenant/7000", "key/7000", "virtual_key/7000"].enumerated().map { index, credential in
                try OfflineRelease(
                    event: "opening \(index)", method: "nfc", type: "visitor", name: nil, unit: "7000",
                    credential: credential, loggedAt: now)
            }
            _ = try await releases.store(told, by: house.panel)
            try await releases.prune()
        },
        HotPath("a panel fetches what opens its door") { house in
            let secrets = AccessSecrets(installation: Secret("the secret of this installation"))
            let tenant = ID<Tenant>(7000)
            let user = ID<User>(7000)
            _ = try await PanelTokens(storage: house.storage).issue(for: house.panel)
            try await Pins(storage: house.storage, secrets: secrets).set(
                try PinCode("640265"), for: tenant, by: user)
            // Nobody has the secret of what the platform was filled with.
            let keychains = Keychains(storage: house.storage, secrets: secrets, zones: ZoneDatabase())
            try await keychains.delete(ID(7000), by: user)
            let now = Instant.now
            let made = try await keychains.create(
                KeychainDraft(
                    name: "Guest", times: .custom(.moment(now - .seconds(60)), .moment(now + .seconds(3600))),
                    tenant: tenant, recipients: [.init(address: "guest@example.org")]), by: user)
            let credentials = OfflineCredentials(storage: house.storage, secrets: secrets, zones: ZoneDatabase())
            _ = try await credentials.write(for: house.panel) { Written() }
            try await keychains.delete(made.keychain.id, by: user)
        },
    ]
}

/// What was written, in memory.
private final class Written: OfflineSink {
    private let bytes = Mutex<[UInt8]>([])

    func write(_ bytes: [UInt8]) { self.bytes.withLock { $0 += bytes } }
}
