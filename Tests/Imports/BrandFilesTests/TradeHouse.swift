import Basics
import Blobs
import BrandFiles
import Catalog
import Events
import FileKinds
import Files
import Foundation
import Identity
import Images
import Jobs
import Logging
import Notifications
import Storage
import TestDatabases

/// One brand of one company in a database of its own, and somebody who may send files for it.
struct TradeHouse {
    let storage: any Storage
    private let kinds: BrandFileKinds
    private let blobs = MemoryBlobStore()
    private let caller = Principal(
        token: ID(1), user: ID(1), organization: ID(1), permissions: Set(Permission.allCases))

    init(_ kinds: BrandFileKinds) async throws {
        self.kinds = kinds
        storage = try await TestDatabase.make()
        try await Migrator(
            ListMigrations.all + IdentityMigrations.all + JobMigrations.all + EventMigrations.all
                + FilesMigrations.all + UploadMigrations.all + CatalogMigrations.all + NotificationMigrations.all
                + BrandFileMigrations.all + [MeterReadings.migration]
        ).migrate(storage)
        try await EventMigrations.outbox.makeMonths(in: storage)
        try await storage.write { tx in
            try tx.executeScript(
                """
                INSERT INTO organization (name, created_at) VALUES ('Acme', 1);
                INSERT INTO user_account (login, created_at, updated_at) VALUES ('a@example.org', 1, 1);
                INSERT INTO company (organization_id, name, code, created_at, modified_at) VALUES (1, 'C', 'C', 1, 1);
                INSERT INTO brand (organization_id, company_id, name, code, created_at, modified_at)
                    VALUES (1, 1, 'B', 'B', 1, 1);
                INSERT INTO catalog_member (organization_id, user_id, role, language, created_at)
                    VALUES (1, 1, 'administrator', 'en', 1);
                """)
        }
    }

    /// Sends a file, lets a worker do it, and tells what became of it.
    func process(_ text: String, as kind: String) async throws -> BrandFile {
        let id = try await send(text, as: kind)
        try await work(kinds, until: [id])
        return try await file(id)
    }

    func send(_ text: String, as kind: String) async throws -> ID<BrandFile> {
        let files = files(kinds)
        let name = "\(kind),\(ID<Brand>(1).hexKey)"
        try await files.authorize(name, by: caller)
        let arrival = try await files.receive(declared: nil, by: caller)
        try await arrival.write(Array(text.utf8))
        let arrived = try await files.examine(arrival, named: "table.csv", for: name)
        return try await files.keep([arrived], by: caller)[0].file.id
    }

    func file(_ id: ID<BrandFile>) async throws -> BrandFile {
        try await files(kinds).get(id, by: caller).file
    }

    /// Lets a worker that knows these kinds do what waits.
    func work(_ kinds: BrandFileKinds, until ends: [ID<BrandFile>]) async throws {
        var handlers = JobHandlers()
        BrandFileProcessing(files(kinds)).register(in: &handlers)
        let options = JobWorkerOptions(pollInterval: .milliseconds(50))
        let worker = JobWorker(storage: storage, handlers: handlers, options: options, logger: Logger(label: "test"))
        let running = Task { await worker.run() }
        let deadline = ContinuousClock.now + .seconds(60)
        for id in ends {
            while try await file(id).finishedAt == nil {
                guard ContinuousClock.now < deadline else { throw Failure.notFound("end of the work") }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        worker.shutDown()
        await running.value
    }

    func readings() async throws -> [String] {
        try await storage.read { tx in
            try tx.fetch("SELECT meter, reading FROM meter_reading ORDER BY id").map {
                "\(try $0.text("meter"))=\(try $0.text("reading"))"
            }
        }
    }

    private func files(_ kinds: BrandFileKinds) -> BrandFiles {
        let images = ImageWorkers(executable: "/nowhere")
        let examiner = FileExaminer(blobs: blobs, detector: FileKindDetector(), images: images, scanner: nil)
        let intake = FileIntake(storage: storage, blobs: blobs, examiner: examiner, standardQuota: 1 << 40)
        return BrandFiles(
            kinds, storage: storage, blobs: blobs, intake: intake, bench: WorkBench(slots: 1, waiting: 10),
            temporary: TemporaryFolder(FileManager.default.temporaryDirectory.path), limit: 1_000_000)
    }
}
