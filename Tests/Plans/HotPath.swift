import Access
import Basics
import Blobs
import Events
import FileKinds
import Files
import Identity
import Images
import ImportKinds
import ImportRuns
import Jobs
import Logging
import Storage

/// Something that is done all the time, by the code that does it in the field.
struct HotPath: Sendable, CustomStringConvertible {
    let description: String
    /// Rows of one table that one statement may read: a page, a batch of 1,000, or the one panel that is asked about.
    let most: Int
    let walk: @Sendable (House) async throws -> Void

    init(_ description: String, most: Int = 1100, _ walk: @escaping @Sendable (House) async throws -> Void) {
        self.description = description
        self.most = most
        self.walk = walk
    }
}

/// The areas of the business on one database, and somebody who may do everything there.
struct House: Sendable {
    let storage: any Storage
    /// The same database, for looks that are the test's own.
    let unobserved: any Storage
    /// Of organization 1, which has 10,000 panels.
    let caller = Principal(
        token: ID(2000), user: ID(2000), organization: ID(1), permissions: Set(Permission.allCases))
    /// Of organization 1000, which has five panels among those of others.
    let thinlySownCaller = Principal(
        token: ID(1999), user: ID(1999), organization: ID(1000), permissions: Set(Permission.allCases))
    /// Where the contents of files are, which are nobody's concern here.
    let blobs = MemoryBlobStore()
    /// One unit, tenant and key.
    let panel = ID<Panel>(7000)
    /// 5,000 of each.
    let largePanel = ID<Panel>(1)

    var tokens: Tokens { Tokens(storage: storage) }
    var panels: Panels { Panels(storage: storage) }
    var flats: Flats { Flats(storage: storage) }
    var keys: AccessKeys { AccessKeys(storage: storage) }
    /// A folder of 5,000 documents of organization 1, and the content of one of them.
    static let folder = key("a00000000000100000000000")
    static let content = key("b00000000000700000000000")

    private static func key(_ text: String) -> FileKey {
        guard let key = FileKey(text) else { preconditionFailure("\(text) is no key of a file") }
        return key
    }

    var documents: Documents { Documents(storage: storage, intake: intake, limit: 10_000_000) }
    var firmFiles: FirmFiles { FirmFiles(storage: storage, intake: intake, images: images, limit: 20_000_000) }
    var images: ImageVariants {
        ImageVariants(storage: storage, blobs: blobs, images: worker, temporary: TemporaryFolder("/tmp"))
    }

    var intake: FileIntake {
        let examiner = FileExaminer(blobs: blobs, detector: FileKindDetector(), images: worker, scanner: nil)
        return FileIntake(storage: storage, blobs: blobs, examiner: examiner, standardQuota: 1 << 40)
    }

    /// The files here are no images.
    private var worker: ImageWorkers { ImageWorkers(executable: "/nowhere") }

    var uploads: Uploads {
        let target = DocumentTarget(
            documents: documents, draft: { DocumentDraft(uploadedName: $0.fileName) },
            outcome: { UploadOutcome(location: "/file/\($0.key)", answer: .null) })
        return Uploads(
            storage: storage, blobs: blobs, standardQuota: 1 << 40, lifetime: .seconds(86_400), plain: nil,
            targets: ["document": target])
    }

    var outbox: Outbox { Outbox(storage: storage) }
    var housekeeping: ImportHousekeeping { ImportHousekeeping(storage: storage) }
}

extension HotPath {
    /// A statement that is run for every request, event, job or key belongs here.
    static let all: [HotPath] =
        identity + lists + changes + doors + places + panels + files + events + work + catalog + brandFiles

    private static let identity = [
        HotPath("a token is checked") { house in
            let digits = String(repeating: "0", count: 57)
            _ = try await house.tokens.authenticate(Secret("1000007\(digits)"))
            _ = try await house.tokens.isInForce(ID(7))
        },
        HotPath("an operator looks at tokens and users") { house in
            _ = try await house.tokens.list(in: ID(1))
            _ = try await Users(storage: house.storage).list(in: ID(1))
            _ = try await Organizations(storage: house.storage).list()
            _ = try await Users(storage: house.storage).create(login: "u9@example.org", name: nil, in: ID(1))
        },
    ]

    private static let lists = [
        HotPath("intercoms are listed") { house in
            for number in [1, 20, 399, 1_000_000] {
                _ = try await house.panels.page(PageRequest(number: number), by: house.caller)
            }
            _ = try await house.panels.page(PageRequest(), by: house.thinlySownCaller)
            _ = try await house.panels.get(house.panel, by: house.caller)
        },
        HotPath("flats are listed") { house in
            _ = try await house.flats.page(of: house.panel, search: nil, PageRequest(), by: house.caller)
            _ = try await house.flats.page(of: house.panel, search: "7", PageRequest(), by: house.caller)
            _ = try await house.flats.get(ID(7000), of: house.panel, by: house.caller)
        },
        HotPath("far pages of a large intercom are turned to", most: 6000) { house in
            _ = try await house.flats.page(
                of: house.largePanel, search: nil, PageRequest(number: 150), by: house.caller)
            _ = try await house.keys.page(of: house.largePanel, KeyQuery(), PageRequest(number: 150), by: house.caller)
        },
        HotPath("keys are listed, sorted and searched") { house in
            for query in KeyQuery.everyWay {
                _ = try await house.keys.page(of: house.panel, query, PageRequest(), by: house.caller)
            }
        },
    ]

    private static let changes = [
        HotPath("keys are added, moved and removed") { house in
            let added = try await house.keys.add(
                ["0123456789"], toFlat: "7000", of: house.panel, by: house.caller)
            _ = try await house.keys.move(added[0].id, toFlat: "7000", of: house.panel, by: house.caller)
            try await house.keys.delete(added[0].id, of: house.panel, by: house.caller)
        },
        HotPath("an intercom is set up, changed and taken out of service") { house in
            let panel = try await house.panels.create(PanelDraft(title: "New"), in: ID(1), building: nil)
            _ = try await house.panels.update(panel.id, by: house.caller) { $0.title = "Newer" }
            try await house.panels.revoke(panel.id)
        },
    ]

    private static let files = [
        HotPath("documents are listed") { house in
            for place in [DocumentPlace.top, .everywhere, .folder(House.folder)] {
                for offset in [0, 4500] {
                    _ = try await house.documents.list(DocumentQuery(place: place, offset: offset), by: house.caller)
                }
            }
            _ = try await house.documents.get(House.folder, by: house.caller)
            _ = try await house.documents.quota(of: ID(1), by: house.caller)
        },
        HotPath("a document of a customer is read by its reseller") { house in
            let reseller = Principal(
                token: ID(1), user: ID(1), organization: ID(2), permissions: [.files], member: Member(level: .reseller))
            _ = try await house.documents.get(House.folder, by: reseller)
            _ = try await house.documents.authorizeReading(House.content, of: ID(1), by: reseller)
        },
        HotPath("a document comes in, is moved and deleted") { house in
            for size in [1000, 1_000_000] {
                let arrival = try await house.documents.receive(into: nil, declared: Int64(size), by: house.caller)
                try await arrival.write([UInt8](repeating: 0x61, count: size))
                let document = try await house.documents.keep(
                    arrival, as: DocumentDraft(uploadedName: "a.txt"), by: house.caller)
                let change = DocumentChange(name: "b.txt", folder: .into(House.folder))
                _ = try await house.documents.update(document.key, to: change, by: house.caller)
                try await house.documents.delete(document.key, by: house.caller)
            }
            let folder = try await house.documents.createFolder(DocumentDraft(name: "New"), by: house.caller)
            try await house.documents.delete(folder.key, by: house.caller)
        },
        HotPath("a file of a firm comes in, is told, fetched and deleted") { house in
            for type in [nil, BusinessType.load] {
                let arrival = try await house.firmFiles.receive(declared: 1000, by: house.caller)
                try await arrival.write([UInt8](repeating: 0x61, count: 1000))
                let file = try await house.firmFiles.keep(
                    arrival, as: FirmFileDraft(uploadedName: "a.txt", type: type), by: house.caller)
                _ = try await house.firmFiles.get(file.key, by: house.caller)
                _ = try await house.firmFiles.info(try FirmFileQuery(keys: [file.key]), by: house.caller)
                try await house.firmFiles.delete(file.key, by: house.caller)
            }
            let firm = ID<Organization>(1000)
            let types = try FirmFileQuery(firm: firm, type: .load)
            _ = try await house.firmFiles.info(types, by: house.caller)
            _ = try await house.firmFiles.info(
                try FirmFileQuery(firm: firm, contact: ID(2000), type: .load), by: house.caller)
        },
        HotPath("logos, avatars and smaller images are shown") { house in
            _ = try await house.firmFiles.logo(of: ID(1), by: nil)
            _ = try await house.firmFiles.logo(of: ID(1000), by: house.caller)
            _ = try await house.firmFiles.avatar(of: ID(2000), in: ID(1), by: house.caller)
            let query = DocumentQuery(place: .folder(House.folder), limit: 1)
            for file in try await house.documents.list(query, by: house.caller).files {
                guard let content = file.content else { continue }
                _ = try await house.images.image(content, as: ImageVariant(width: 64))
            }
        },
        HotPath("files past keeping are removed and unused room is given back") { house in
            try await FileKeeping(storage: house.storage, retention: .seconds(86_400), standardQuota: 0).tidy()
        },
        HotPath("an upload comes in by pieces, and others expire") { house in
            let uploads = house.uploads
            let creator = UploadCreator(house.caller)
            let fields = try UploadFields(["filename": "a.txt", "target": "document"])
            let begun = try await uploads.create(
                UploadAnnouncement(length: 20, metadata: "", fields: fields), by: creator)
            for offset in [0, 10] as [Int64] {
                let writing = try await uploads.write(to: begun.key, at: offset, origin: "", by: creator)
                try await writing.write(Array("ten bytes.".utf8))
                _ = try await writing.end()
            }
            _ = try await uploads.content(of: begun.key, by: creator)
            try await uploads.terminate(begun.key, by: creator)
            let links = Links(storage: house.storage, uploads: uploads)
            let (secret, _) = try await links.uploadLink(for: fields, lifetime: .seconds(60), by: house.caller)
            _ = try await uploads.create(
                UploadAnnouncement(length: 20, metadata: "", fields: fields), by: try await links.creator(by: secret))
            try await UploadKeeping(storage: house.storage).tidy()
        },
        HotPath("somebody signs in, and ended sessions are removed") { house in
            let passwords = Passwords(storage: house.storage, bench: WorkBench(slots: 1, waiting: 1))
            try await passwords.set(Secret("correct horse"), of: "u7@example.org")
            _ = try await passwords.signIn(
                "u7@example.org", Secret("correct horse"), permissions: [.files], lifetime: .seconds(60))
            try await house.tokens.prune()
        },
    ]

    private static let events = [
        HotPath("the outbox is read, resumed and marked") { house in
            let hub = PushHub(outbox: house.outbox)
            let relay = EventRelay(outbox: house.outbox, hub: hub, logger: Logger(label: "test"))
            guard let listener = hub.open() else { throw Failure.notFound("listener") }
            _ = try await hub.subscribe(listener, to: "private-token.7")
            try await relay.round()
            let event = try NewEvent(type: "told", data: [:], channels: ["private-token.7"])
            let id = try await house.storage.write { tx in try Outbox.append(event, in: tx) }
            try await relay.round()
            listener.say("end")
            for await message in listener.messages {
                listener.wrote(message)
                if case .control = message { break }
            }
            try await relay.round()
            let row = try await house.outbox.row(of: id, on: ["private-token.7", "private-token.8"])
            _ = try await house.outbox.past(
                on: ["private-token.7", "private-token.8"], after: (row ?? 0) - 1000, limit: 25)
        },
        HotPath("the outbox is pruned") { house in
            _ = try await house.outbox.prune()
            let short = Outbox(storage: house.storage, retention: .init(heard: .seconds(3600), pending: .seconds(7200)))
            _ = try await short.prune()
        },
    ]

    private static let work = [
        HotPath("jobs are claimed, kept, ended and removed") { house in
            var handlers = JobHandlers()
            handlers.register("slow") { job in
                try await Task.sleep(for: .milliseconds(500))
                try await house.storage.write { tx in try job.complete(in: tx) }
                return .done
            }
            handlers.register("needless") { _ in .cancel(reason: "needless") }
            let options = JobWorkerOptions(lease: .milliseconds(600), keepFinished: .seconds(14_400))
            try await house.work(handlers, options, until: ["slow", "needless"])
        },
        HotPath("a workbook is uploaded, confirmed, loaded and undone") { house in
            try await house.loadSummary()
        },
        HotPath("lists are settled") { house in
            _ = try await house.panels.create(PanelDraft(title: "New"), in: ID(1), building: nil)
            try await CountedList.settle(house.storage)
        },
        HotPath("tables that only grow are tended") { house in
            for table in Platform.monthly { try await table.tend(house.storage) }
        },
        HotPath("import runs are tidied up and their blobs swept") { house in
            try await house.housekeeping.tidy()
            let digests = [Digest(of: "a"), Digest(of: "b")]
            _ = try await house.housekeeping.referenced(among: digests)
            try await house.images.forget(of: digests)
        },
    ]
}

extension KeyQuery {
    fileprivate static var everyWay: [KeyQuery] {
        var queries = Sort.allCases.flatMap { sort in
            [false, true].map { descending in
                var query = KeyQuery()
                query.sort = sort
                query.descending = descending
                return query
            }
        }
        let filters: [(inout KeyQuery) -> Void] = [
            { $0.search = "7000" }, { $0.from = Instant(seconds: 0) }, { $0.to = .now }, { $0.user = ID(7000) },
            { $0.unit = ID(7000) }, { $0.unboundUsers = true }, { $0.unboundFlats = true },
        ]
        for filter in filters {
            var query = KeyQuery()
            filter(&query)
            queries.append(query)
        }
        return queries
    }
}
