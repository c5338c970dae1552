public import Access
import AccessAPI
public import Basics
public import Blobs
public import BrandFiles
public import Catalog
public import Events
import FileKinds
public import Files
public import HTTPSupport
public import Identity
import Images
public import ImportKinds
public import ImportRuns
import Jobs
public import Logging
public import Notifications
import Outbound
import OutboundHTTP
public import Storage
import TimeZones

/// Everything that the processes of Gatehouse are put together from: the only place that knows the drivers.
public struct Services: Sendable {
    public let settings: Settings
    public let folder: DataFolder
    public let storage: any Storage
    public let blobs: any BlobStore
    public let secret: Secret
    public let logger: Logger

    public let organizations: Organizations
    public let users: Users
    public let tokens: Tokens
    public let panels: Panels
    public let flats: Flats
    public let keys: AccessKeys
    public let summaries: ImportRuns<IntercomSummary>
    public let exports: SummaryExports
    public let outbox: Outbox
    public let links: DownloadLinks
    public let passwords: Passwords
    public let authorization: AuthorizationServer
    public let programs: OAuthClients
    public let browserSessions: BrowserSessions
    /// Everything about doors.
    public let rooms: AccessRooms
    public let intake: FileIntake
    public let documents: Documents
    public let imageVariants: ImageVariants
    public let pictures: PictureIntake
    public let firmFiles: FirmFiles
    public let plans: FirmPlans
    public let keeping: FileKeeping
    public let uploads: Uploads
    public let fileLinks: Links
    public let downloads: FileDownloads
    public let catalogue: Catalogue
    public let catalogMembers: CatalogMembers
    public let brandFiles: BrandFiles
    public let notifications: Notifications
    let outbound: any OutboundRequests
    let bench: WorkBench
    let bell: Bell

    /// Opens the database and the files. The schema is as it was found; `migrate` brings it up to date.
    public init(_ settings: Settings, logger: Logger) throws {
        self.settings = settings
        self.logger = logger
        folder = try DataFolder(at: settings.data)
        secret = try settings.secret ?? folder.secret()
        let storage = try settings.openDatabase()
        self.storage = storage
        blobs = try settings.openFiles(settings.files.text, logger: logger)
        bench = WorkBench(slots: settings.checkSlots, waiting: settings.checksWaiting)
        let bell = Bell(others: storage.signals)
        self.bell = bell
        organizations = Organizations(storage: storage)
        users = Users(storage: storage)
        tokens = Tokens(storage: storage)
        panels = Panels(storage: storage)
        flats = Flats(storage: storage)
        keys = AccessKeys(storage: storage)
        summaries = ImportRuns(
            IntercomSummary(), storage: storage, blobs: blobs, bench: bench, temporary: folder.temporary,
            hashLifetime: settings.hashLifetime, wakeWorkers: { bell.ringWorkers() })
        exports = SummaryExports(storage: storage, bench: bench, temporary: folder.temporary)
        outbox = Outbox(storage: storage)
        passwords = Passwords(
            storage: storage,
            bench: WorkBench(
                slots: 1, waiting: 32, busy: "Too many people are signing in. Try again in a few seconds."))
        authorization = AuthorizationServer(
            storage: storage, seal: SealingKey(installation: secret, purpose: "signing keys 1"),
            times: OAuthTimes(code: settings.oauthCodeLifetime))
        programs = OAuthClients(storage: storage)
        browserSessions = BrowserSessions(storage: storage, lifetime: settings.oauthSession)
        let links = DownloadLinks(
            secret: Secret(secret.authenticationCode(for: "download links")), lifetime: settings.linkLifetime)
        self.links = links
        let accessURL = settings.accessURL
        rooms = AccessRooms(
            storage: storage, secrets: AccessSecrets(installation: secret), zones: ZoneDatabase(),
            twilio: settings.twilio,
            pictureLink: { medium, now in
                accessURL.map { MediaLinks(links: links, base: $0, now: now).deliveredLink(medium) }
            },
            wakeWorkers: { bell.ringWorkers() }, wakeRelay: { bell.ringRelay() })
        let quota = Int64(settings.fileQuota)
        let images = settings.imageProcessor()
        intake = FileIntake(
            storage: storage, blobs: blobs, examiner: try settings.fileExaminer(blobs: blobs, images: images),
            standardQuota: quota, patience: settings.filePatience)
        documents = Documents(storage: storage, intake: intake, limit: Int64(settings.documentLimit))
        imageVariants = ImageVariants(
            storage: storage, blobs: blobs, images: images, temporary: folder.temporary,
            isKeptElsewhere: { image, tx in try BlobReferences.among([image], in: tx).contains(image) })
        pictures = PictureIntake(
            blobs: blobs, detector: FileKindDetector(), images: images, temporary: folder.temporary)
        firmFiles = FirmFiles(
            storage: storage, intake: intake, images: imageVariants, limit: Int64(settings.filerLimit))
        plans = FirmPlans(storage: storage)
        keeping = FileKeeping(storage: storage, retention: settings.fileRetention, standardQuota: quota)
        downloads = FileDownloads(blobs: blobs, images: imageVariants)
        brandFiles = BrandFiles(
            .all, storage: storage, blobs: blobs, intake: intake, bench: bench, temporary: folder.temporary,
            limit: Int64(settings.uploadLimit), wakeWorkers: { bell.ringWorkers() })
        notifications = Notifications(storage: storage, retention: settings.uploadRetention)
        outbound = GuardedRequests(allowsPrivate: settings.outboundPrivate)
        uploads = UploadTargets(
            settings: settings, intake: intake, documents: documents, firmFiles: firmFiles, summaries: summaries,
            brandFiles: brandFiles
        )
        .uploads(storage: storage, blobs: blobs)
        catalogue = Catalogue(storage: storage)
        catalogMembers = CatalogMembers(storage: storage)
        fileLinks = Links(storage: storage, uploads: uploads)
    }

    /// Brings the schema up to date; refuses one that a newer Gatehouse made, and half of a copy.
    @discardableResult
    public func migrate() async throws -> [String] {
        try await CopyProgress.refuseUnfinished(storage)
        let applied = try await Migrator(Schema.migrations).migrate(storage)
        for table in Schema.monthly { try await table.makeMonths(in: storage) }
        return applied
    }

    /// Gives back the database. Nothing may be asked afterwards.
    public func close() async throws {
        try await storage.close()
    }
}
