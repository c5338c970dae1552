import Storage
import Testing

struct ConstraintConformanceTests {
    @Test(arguments: Backend.allCases)
    func `a violated constraint is told by kind and name`(backend: Backend) async throws {
        let cases: [(SQL, StorageError.Constraint, String)] = [
            ("INSERT INTO panel (title) VALUES ('Hall')", .unique, "panel.title"),
            ("INSERT INTO panel (title) VALUES (NULL)", .notNull, "panel.title"),
            ("INSERT INTO panel (title, floor) VALUES ('x', 1000)", .check, "panel_floor"),
            ("INSERT INTO panel (title, site_id) VALUES ('x', 99)", .foreignKey, ""),
            ("INSERT INTO panel (id, title) VALUES (70, 'x')", .unique, "panel.id"),
        ]
        try await backend.with { storage in
            try await makePanels(in: storage)
            try await storage.write { tx in try tx.execute("INSERT INTO panel (id, title) VALUES (70, 'Hall')") }
            for (statement, kind, name) in cases {
                let error = await storageError {
                    try await storage.write { tx in _ = try tx.execute(statement) }
                }
                guard case .constraint(let foundKind, let foundName) = error else {
                    Issue.record("\(statement.text) failed with \(String(describing: error))")
                    continue
                }
                #expect(foundKind == kind)
                #expect(foundName == name || kind == .foreignKey, "\(foundName)")
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a unique index is told by its columns, or by its name where it is over expressions`(
        backend: Backend
    ) async throws {
        try await backend.with { storage in
            try await storage.write { tx in
                try tx.executeScript(
                    """
                    CREATE TABLE flat (floor BIGINT, label TEXT, word TEXT);
                    CREATE UNIQUE INDEX flat_place ON flat (floor, label);
                    CREATE UNIQUE INDEX flat_word ON flat (lower(word));
                    INSERT INTO flat VALUES (1, 'a', 'x');
                    """)
            }
            let cases: [(SQL, String)] = [
                ("INSERT INTO flat VALUES (1, 'a', 'y')", "flat.floor, flat.label"),
                ("INSERT INTO flat VALUES (2, 'a', 'X')", "flat_word"),
            ]
            for (statement, name) in cases {
                let error = await storageError { try await storage.write { tx in _ = try tx.execute(statement) } }
                guard case .constraint(.unique, name) = error else {
                    Issue.record("\(statement.text) failed with \(String(describing: error))")
                    continue
                }
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a referenced row stays`(backend: Backend) async throws {
        try await backend.with { storage in
            try await makePanels(in: storage)
            try await storage.write { tx in
                try tx.execute("INSERT INTO site (id, name) VALUES (1, 'Mill')")
                try tx.execute("INSERT INTO panel (title, site_id) VALUES ('Hall', 1)")
            }
            let error = await storageError {
                try await storage.write { tx in _ = try tx.execute("DELETE FROM site") }
            }
            guard case .constraint(.foreignKey, _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `errors do not tell values`(backend: Backend) async throws {
        try await backend.with { storage in
            try await makePanels(in: storage)
            let error = await storageError {
                try await storage.write { tx in
                    try tx.execute("INSERT INTO panel (title) VALUES (\("s3cret"))")
                    try tx.execute("INSERT INTO panel (title) VALUES (\("s3cret"))")
                }
            }
            #expect(error?.isUniqueViolation == true)
            #expect(!"\(String(describing: error))".contains("s3cret"))
        }
    }

    @Test(arguments: Backend.allCases)
    func `a table that is not there is an error of the database`(backend: Backend) async throws {
        try await backend.with { storage in
            let error = await storageError { try await storage.read { tx in try tx.fetch("SELECT * FROM nowhere") } }
            guard case .database = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }
}
