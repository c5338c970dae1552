public import Basics
public import Identity
public import Storage

/// Answers for the RFID keys of a panel, and changes them one by one.
public struct AccessKeys: Sendable {
    private let storage: any Storage

    /// Keys that one request may add.
    public static let most = 100

    public init(storage: any Storage) {
        self.storage = storage
    }

    public func page(
        of panel: ID<Panel>, _ query: KeyQuery, _ request: PageRequest, by caller: Principal
    ) async throws -> Page<AccessKey> {
        try await storage.read { tx in
            let panel = try Panels.find(panel, for: caller, .intercomView, in: tx)
            return try KeyTable.page(of: panel, query, request, in: tx)
        }
    }

    /// Adds keys to a flat, all or none. Those that it has already stay as they are.
    public func add(
        _ codes: [String], toFlat label: String, of panel: ID<Panel>, by caller: Principal
    ) async throws -> [AccessKey] {
        guard (1...AccessKeys.most).contains(codes.count) else {
            throw Failure.invalid("keys", code: "keys.count", "Send 1 to \(AccessKeys.most) keys at once.")
        }
        let codes = try codes.map(AccessKeys.code)
        return try await storage.write { tx in
            let now = try tx.now()
            let panel = try Panels.hold(panel, for: caller, .intercomUpdate, in: tx)
            let unit = try AccessKeys.unit(label, at: panel, in: tx)
            var added = 0
            for code in codes {
                if let present = try KeyTable.find(code, at: panel.id, in: tx) {
                    guard present.unit == unit else { throw AccessKeys.taken(code, by: present.unitLabel) }
                } else {
                    try KeyTable.insert(code, unit: unit, at: panel.id, at: now, in: tx)
                    added += 1
                }
            }
            try PanelTable.touch(panel.id, keysAdded: added, at: now, in: tx)
            try PanelCommands.credentialsChanged(in: panel.building, tx: tx)
            return try codes.compactMap { try KeyTable.find($0, at: panel.id, in: tx) }
        }
    }

    /// Moves a key to another flat of the same panel.
    public func move(
        _ id: ID<AccessKey>, toFlat label: String, of panel: ID<Panel>, by caller: Principal
    ) async throws -> AccessKey {
        return try await storage.write { tx in
            let now = try tx.now()
            let panel = try Panels.hold(panel, for: caller, .intercomUpdate, in: tx)
            let key = try AccessKeys.find(id, at: panel, in: tx)
            let unit = try AccessKeys.unit(label, at: panel, in: tx)
            if key.unit != unit {
                try KeyTable.move(id, to: unit, at: now, in: tx)
                try PanelTable.touch(panel.id, at: now, in: tx)
                try PanelCommands.credentialsChanged(in: panel.building, tx: tx)
            }
            return try AccessKeys.find(id, at: panel, in: tx)
        }
    }

    public func delete(_ id: ID<AccessKey>, of panel: ID<Panel>, by caller: Principal) async throws {
        try await storage.write { tx in
            let now = try tx.now()
            let panel = try Panels.hold(panel, for: caller, .intercomUpdate, in: tx)
            _ = try AccessKeys.find(id, at: panel, in: tx)
            try KeyTable.delete(id, in: tx)
            try PanelTable.touch(panel.id, keysAdded: -1, at: now, in: tx)
            try PanelCommands.credentialsChanged(in: panel.building, tx: tx)
        }
    }

    private static func find(_ id: ID<AccessKey>, at panel: Panel, in tx: any Transaction) throws -> AccessKey {
        guard let key = try KeyTable.find(id, at: panel.id, in: tx) else { throw Failure.notFound("key") }
        return key
    }

    private static func unit(_ raw: String, at panel: Panel, in tx: any Transaction) throws -> ID<Unit> {
        let label: String
        switch panel.unitLabel(raw.trimmed) {
        case .success(let text): label = text
        case .failure(let problem): throw Failure.invalid("flat", code: "flat.label", problem.message)
        }
        guard let unit = try FlatTable.unit(labelled: label, at: panel.id, in: tx) else {
            throw Failure.invalid("flat", code: "flat.unknown", "This intercom has no flat \(label).")
        }
        return unit
    }

    private static func code(_ raw: String) throws -> KeyCode {
        guard let code = KeyCode(raw) else {
            throw Failure.invalid("keys", code: "key.format", "A key must be 8 to 14 hex digits.")
        }
        return code
    }

    private static func taken(_ code: KeyCode, by label: String) -> Failure {
        .invalid("keys", code: "key.taken", "The key \(code) already belongs to apartment \(label) of this intercom.")
    }
}
