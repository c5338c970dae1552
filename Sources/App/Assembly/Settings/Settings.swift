import Access
public import Basics
public import HTTPSupport
public import Logging

/// Everything that an operator decided, read once at the start.
public struct Settings: Sendable {
    public var host: String
    public var port: Int
    public var publicURL: String?
    public var origins: AllowedOrigins
    public var proxies: Int
    /// A folder.
    public var data: String
    public var database: DatabaseLocation
    public var databaseConnections: Int
    public var databaseWaiting: Int
    public var databaseTimeout: Duration
    public var databaseListens: Bool
    public var files: FilesLocation
    public var bucketAccess: BucketAccess
    public var secret: Secret?
    public var logLevel: Logger.Level
    public var uploadLimit: Int
    public var hashLifetime: Duration
    public var uploadRetention: Duration
    public var uploadLifetime: Duration
    public var documentLimit: Int
    public var documentSession: Duration
    public var oauthCodeLifetime: Duration
    public var oauthSession: Duration
    public var filerLimit: Int
    public var fileQuota: Int
    public var fileRetention: Duration
    public var filePatience: Duration
    public var fileScanner: String
    public var imageWorker: String
    public var imageWorkers: Int
    public var imageLimit: Int
    public var outboundPrivate: Bool
    public var linkLifetime: Duration
    public var checkSlots: Int
    public var checksWaiting: Int
    public var worksInside: Bool
    public var workConcurrency: Int
    public var workLease: Duration
    public var workPoll: Duration
    public var sweepInterval: Duration
    public var sweepGrace: Duration
    public var deliveries: DeliverySettings
    /// Nil: no account of Twilio's carries the video of calls.
    var twilio: TwilioKeys?
    public var pushAppKey: String
    public var pushConnections: Int
    public var pushActivityTimeout: Duration
    public var pushRecheck: Duration
    public var pushPoll: Duration
    public var panelConnections: Int
    public var panelOpenTime: Duration
    public var shutdownDrain: Duration
    public var shutdownGrace: Duration
    /// Surface name to where it answers; one that is switched off is not in it.
    public var surfaces: [String: SurfaceLocation]
    /// How often each caller of a surface may ask; a surface that is not here sets no limit.
    public var rates: [String: Rate]

    public init(_ reader: SettingReader) throws {
        host = try reader.text("host")
        port = try reader.integer("port", atLeast: 0)
        publicURL = try Settings.origin(try reader.text("public-url"))
        origins = try Settings.origins(try reader.text("origins"))
        proxies = try reader.integer("proxies", atLeast: 0)
        data = try reader.text("data")
        database = try DatabaseLocation(try reader.text("database"), data: data)
        databaseConnections = try reader.integer("database.connections")
        databaseWaiting = try reader.integer("database.waiting", atLeast: 0)
        databaseTimeout = .seconds(try reader.integer("database.statement-timeout"))
        databaseListens = try reader.flag("database.listen")
        files = try Settings.files(try reader.text("files"), data: data)
        bucketAccess = try BucketAccess(reader)
        twilio = TwilioKeys(
            account: try reader.text("calls.twilio-account"), key: try reader.text("calls.twilio-key"),
            secret: Secret(try reader.text("calls.twilio-secret")))
        if case .bucket = files { try bucketAccess.check() }
        secret = try Settings.secret(try reader.text("secret"))
        logLevel = try Settings.level(try reader.text("log.level"))
        uploadLimit = try reader.integer("upload.limit")
        hashLifetime = .seconds(try reader.integer("upload.hash-lifetime"))
        uploadRetention = .seconds(try reader.integer("upload.retention"))
        uploadLifetime = .seconds(try reader.integer("upload.lifetime"))
        documentLimit = try reader.integer("document.limit")
        documentSession = .seconds(try reader.integer("document.session"))
        oauthCodeLifetime = .seconds(try reader.integer("oauth.code-lifetime"))
        oauthSession = .seconds(try reader.integer("oauth.session"))
        filerLimit = try reader.integer("filer.limit")
        fileQuota = try reader.integer("file.quota", atLeast: 0)
        fileRetention = .seconds(try reader.integer("file.retention", atLeast: 0))
        filePatience = .seconds(try reader.integer("file.patience"))
        fileScanner = try reader.text("file.scanner")
        imageWorker = try reader.text("image.worker")
        imageWorkers = try reader.integer("image.workers")
        imageLimit = try reader.integer("image.limit")
        outboundPrivate = try reader.flag("outbound.private")
        linkLifetime = .seconds(try reader.integer("link.lifetime"))
        checkSlots = try reader.integer("check.slots")
        checksWaiting = try reader.integer("check.waiting", atLeast: 0)
        worksInside = try reader.flag("work.inside")
        workConcurrency = try reader.integer("work.concurrency")
        workLease = .seconds(try reader.integer("work.lease"))
        workPoll = .seconds(try reader.integer("work.poll"))
        sweepInterval = .seconds(try reader.integer("sweep.interval"))
        sweepGrace = .seconds(try reader.integer("sweep.grace", atLeast: 0))
        deliveries = try DeliverySettings(reader)
        pushAppKey = try reader.text("push.app-key")
        pushConnections = try reader.integer("push.connections")
        pushActivityTimeout = .seconds(try reader.integer("push.activity-timeout"))
        pushRecheck = .seconds(try reader.integer("push.recheck"))
        pushPoll = .milliseconds(try reader.integer("push.poll"))
        panelConnections = try reader.integer("panel.connections", atLeast: 1)
        panelOpenTime = .milliseconds(try reader.integer("panel.open-time", atLeast: 1))
        shutdownDrain = .seconds(try reader.integer("shutdown.drain", atLeast: 0))
        shutdownGrace = .seconds(try reader.integer("shutdown.grace", atLeast: 0))
        var surfaces: [String: SurfaceLocation] = [:]
        var rates: [String: Rate] = [:]
        for name in surfaceNames where try reader.flag("surface.\(name).enabled") {
            let host = try reader.text("surface.\(name).host")
            surfaces[name] = SurfaceLocation(
                publicURL: publicURL, prefix: try Settings.prefix(try reader.text("surface.\(name).prefix"), of: name),
                host: host.isEmpty ? nil : host)
            let often = try reader.integer("surface.\(name).rate", atLeast: 0)
            let burst = try reader.integer("surface.\(name).burst")
            if often > 0 { rates[name] = Rate(perSecond: often, burst: burst) }
        }
        self.surfaces = surfaces
        self.rates = rates
    }

    private static func origin(_ text: String) throws -> String? {
        if text.isEmpty { return nil }
        guard text.hasPrefix("http://") || text.hasPrefix("https://"), !text.hasSuffix("/"),
            text.split(separator: "/", omittingEmptySubsequences: false).count == 3
        else { throw wrong("public-url", "https://host or https://host:port, without a path") }
        return text
    }

    private static func origins(_ text: String) throws -> AllowedOrigins {
        guard let origins = AllowedOrigins(text) else {
            throw wrong("origins", "empty, *, or origins such as https://app.example.org, separated by commas")
        }
        return origins
    }

    /// A folder of another name would be one more place to look after: files lie in the data folder or in a bucket.
    private static func files(_ text: String, data: String) throws -> FilesLocation {
        guard text.isEmpty || text.hasPrefix("s3://") else { throw wrong("files", "empty or s3://BUCKET/PREFIX") }
        return try FilesLocation(text, data: data)
    }

    private static func secret(_ text: String) throws -> Secret? {
        if text.isEmpty { return nil }
        guard text.utf8.count >= 32 else { throw wrong("secret", "a text of 32 characters or more") }
        return Secret(text)
    }

    private static func level(_ text: String) throws -> Logger.Level {
        guard let level = Logger.Level(rawValue: text) else {
            throw wrong("log.level", Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return level
    }

    private static func prefix(_ text: String, of name: String) throws -> String {
        guard text.isEmpty || text.hasPrefix("/") && !text.hasSuffix("/") else {
            throw wrong("surface.\(name).prefix", "a path such as /gate, without a slash at its end")
        }
        return text
    }

    static func wrong(_ key: String, _ wanted: String) -> Failure {
        Failure(.invalid, code: "configuration.value", "The setting \(key) must be \(wanted).")
    }
}
