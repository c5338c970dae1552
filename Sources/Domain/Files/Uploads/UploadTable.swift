import Basics
import Blobs
import Identity
import Storage

enum UploadTable {
    static func find(_ key: FileKey, in tx: any Transaction) throws -> Upload? {
        try tx.first("SELECT * FROM upload WHERE key = \(key.text)").map(upload)
    }

    /// As `find`; nobody else may change the upload until the transaction ends.
    static func hold(_ key: FileKey, in tx: any Transaction) throws -> Upload? {
        try tx.first("SELECT * FROM upload WHERE key = \(key.text) \(tx.dialect.forUpdate)").map(upload)
    }

    static func insert(_ new: NewUpload, for lifetime: Duration, in tx: any Transaction) throws -> Upload {
        let now = try tx.now()
        let row = try tx.first(
            """
            INSERT INTO upload (key, organization_id, user_id, link_id, state, concatenation, metadata, fields, length,
                reservation_id, reserved_for, created_at, expires_at)
            VALUES (\(FileKey.random().text), \(new.creator.organization), \(new.creator.user), \(new.link), 'open',
                \(words(of: new.concatenation)), \(new.metadata), \(new.fields.text), \(new.length),
                \(new.reservation?.id), \(new.reservation?.organization), \(now), \(now + lifetime))
            RETURNING *
            """)
        guard let row else { throw Failure.notFound("upload") }
        return try upload(from: row)
    }

    /// How many uploads of somebody miss bytes; not more than `most` are counted.
    static func countOpen(
        of user: ID<User>, in organization: ID<Organization>, most: Int, _ tx: any Transaction
    ) throws -> Int {
        Int(
            try tx.integer(
                """
                SELECT COUNT(*) FROM (SELECT id FROM upload
                    WHERE user_id = \(user) AND organization_id = \(organization) AND state = 'open' LIMIT \(most)) AS mine
                """))
    }

    /// Gives the upload to one writer, where nobody else has it. False where somebody has.
    static func lease(_ upload: Upload, to writer: String, in tx: any Transaction) throws -> Bool {
        let now = try tx.now()
        return try tx.execute(
            """
            UPDATE upload SET writer = \(writer), writer_until = \(now + UploadTimes.lease)
            WHERE id = \(upload.id) AND state = 'open' AND received = \(upload.received)
                AND (writer IS NULL OR writer_until < \(now))
            """) == 1
    }

    /// False where somebody else has the upload by now, or nobody may write to it any more.
    static func renew(_ id: ID<Upload>, of writer: String, in tx: any Transaction) throws -> Bool {
        try tx.execute(
            """
            UPDATE upload SET writer_until = \(try tx.now() + UploadTimes.lease)
            WHERE id = \(id) AND writer = \(writer) AND state = 'open'
            """) == 1
    }

    static func giveBack(_ id: ID<Upload>, of writer: String, in tx: any Transaction) throws {
        try tx.execute(
            "UPDATE upload SET writer = NULL, writer_until = NULL WHERE id = \(id) AND writer = \(writer)")
    }

    /// Adds bytes behind those that are there, and moves the expiry on. Nil where somebody else has the upload by now.
    static func append(
        _ part: Blob, at position: Int64, to upload: Upload, by writer: String, for lifetime: Duration,
        in tx: any Transaction
    ) throws -> Upload? {
        let now = try tx.now()
        let expiresAt = min(now + lifetime, upload.createdAt + lifetime * UploadTimes.longest)
        let row = try tx.first(
            """
            UPDATE upload SET received = received + \(part.size), parts = parts + 1,
                writer_until = \(now + UploadTimes.lease), expires_at = \(expiresAt)
            WHERE id = \(upload.id) AND writer = \(writer) AND received = \(position) AND state = 'open' RETURNING *
            """)
        guard let row else { return nil }
        try tx.execute(
            """
            INSERT INTO upload_part (upload_id, position, size, digest)
            VALUES (\(upload.id), \(position), \(part.size), \(part.digest))
            """)
        try upload.reservation?.renew(for: (expiresAt - now) + UploadTimes.margin, in: tx)
        return try self.upload(from: row)
    }

    /// The pieces that came in, in their order.
    static func parts(of id: ID<Upload>, in tx: any Transaction) throws -> [Blob] {
        try tx.fetch("SELECT digest, size FROM upload_part WHERE upload_id = \(id) ORDER BY position").map {
            Blob(digest: try $0.digest("digest"), size: try $0.integer("size"))
        }
    }

    /// All bytes are there; the reservation is somebody else's by now.
    static func complete(
        _ id: ID<Upload>, as blob: Blob?, _ outcome: UploadOutcome?, for lifetime: Duration, in tx: any Transaction
    ) throws -> Upload {
        // A partial one keeps its pieces, its reservation and its time.
        if let blob {
            try tx.execute("DELETE FROM upload_part WHERE upload_id = \(id)")
            try tx.execute(
                """
                UPDATE upload SET digest = \(blob.digest), received = length, parts = 0, reservation_id = NULL,
                    reserved_for = NULL, expires_at = \(try tx.now() + lifetime),
                    location = \(outcome?.location),
                    result = \(outcome.flatMap { $0.isSecret ? nil : $0.answer?.text })
                WHERE id = \(id)
                """)
        }
        let row = try tx.first(
            "UPDATE upload SET state = 'whole', writer = NULL, writer_until = NULL WHERE id = \(id) RETURNING *")
        guard let row else { throw Failure.notFound("upload") }
        return try upload(from: row)
    }

    /// Forgets the bytes and gives their room back; a row stays for a while to tell that there was something.
    static func end(_ upload: Upload, in tx: any Transaction) throws {
        try upload.reservation?.release(in: tx)
        try tx.execute("DELETE FROM upload_part WHERE upload_id = \(upload.id)")
        try tx.execute(
            """
            UPDATE upload SET state = 'gone', digest = NULL, location = NULL, result = NULL, writer = NULL,
                writer_until = NULL, reservation_id = NULL, reserved_for = NULL, metadata = '', fields = '{}',
                expires_at = \(try tx.now() + UploadTimes.memory)
            WHERE id = \(upload.id)
            """)
    }

    /// Ends what expired, at most so many.
    static func endExpired(most: Int, in tx: any Transaction) throws -> Int {
        let now = try tx.now()
        var count = 0
        for state in [Upload.State.open, .whole] {
            let rows = try tx.fetch(
                """
                SELECT * FROM upload WHERE state = \(state.rawValue) AND expires_at < \(now)
                ORDER BY expires_at LIMIT \(most - count) \(tx.dialect.forUpdateSkipLocked)
                """)
            for row in rows { try end(try upload(from: row), in: tx) }
            count += rows.count
        }
        return count
    }

    /// Forgets what has been gone for long, at most so many.
    static func forget(most: Int, in tx: any Transaction) throws -> Int {
        try tx.execute(
            """
            DELETE FROM upload WHERE id IN (
                SELECT id FROM upload WHERE state = 'gone' AND expires_at < \(try tx.now())
                ORDER BY expires_at LIMIT \(most))
            """)
    }

    private static func words(of concatenation: Upload.Concatenation?) -> String? {
        switch concatenation {
        case nil: nil
        case .partial: "partial"
        case .final(let words): words
        }
    }

    private static func upload(from row: Row) throws -> Upload {
        let organization: ID<Organization> = try row.id("organization_id")
        let length = try row.integer("length")
        let key = FileKey(try row.text("key"))
        guard let key, let state = Upload.State(rawValue: try row.text("state")) else {
            throw StorageError.decoding("the upload \(try row.integer("id")) has an unknown key or state")
        }
        let concatenation = try row.optional("concatenation", row.text)
        let reservation: Reservation? = try row.optional("reservation_id") { column in
            Reservation(id: try row.integer(column), organization: try row.id("reserved_for"), bytes: length)
        }
        let outcome: UploadOutcome? = try row.optional("location") { column in
            UploadOutcome(
                location: try row.text(column), kept: try row.optional("result", row.text).flatMap { JSON(text: $0) })
        }
        return Upload(
            id: try row.id("id"), key: key, organization: organization, user: try row.id("user_id"), state: state,
            concatenation: concatenation.map { $0 == "partial" ? .partial : .final($0) },
            metadata: try row.text("metadata"), fields: UploadFields(text: try row.text("fields")), length: length,
            received: try row.integer("received"), digest: try row.optional("digest", row.digest), outcome: outcome,
            expiresAt: try row.instant("expires_at"), link: try row.optional("link_id") { try row.id($0) },
            parts: try row.int("parts"), reservation: reservation, writer: try row.optional("writer", row.text),
            writerUntil: try row.optional("writer_until", row.instant), createdAt: try row.instant("created_at"))
    }
}

/// An upload that is about to begin.
struct NewUpload {
    let creator: UploadCreator
    let link: ID<UploadLink>?
    var concatenation: Upload.Concatenation?
    let metadata: String
    let fields: UploadFields
    let length: Int64
    let reservation: Reservation?
}
