public import Access
public import Blobs
public import HTTPSupport
import HTTPTypes
public import Hummingbird
public import Identity
public import ImportKinds
public import ImportRuns

/// The administrators' API of an intercom platform (`/api/admin/v1`).
public struct IntercomAdminSurface: Surface {
    public static let name = "intercom-admin"
    public static let roots = ["/api/admin/v1"]

    private let tokens: Tokens
    private let limit: CallerLimit
    private let intercoms: IntercomEndpoints
    private let flats: FlatEndpoints
    private let keys: KeyEndpoints
    private let summaries: SummaryEndpoints
    private let uploads: UploadEndpoints
    private let summaryUploads: SummaryUploadEndpoint

    /// - Parameter uploadLimit: most bytes of one upload's body.
    public init(
        tokens: Tokens, limit: CallerLimit, panels: Panels, flats: Flats, keys: AccessKeys,
        runs: ImportRuns<IntercomSummary>,
        exports: SummaryExports, blobs: any BlobStore, links: DownloadLinks, location: SurfaceLocation,
        uploadLimit: Int
    ) {
        self.tokens = tokens
        self.limit = limit
        intercoms = IntercomEndpoints(panels: panels, location: location)
        self.flats = FlatEndpoints(flats: flats, location: location)
        self.keys = KeyEndpoints(keys: keys, location: location)
        summaries = SummaryEndpoints(exports: exports)
        uploads = UploadEndpoints(runs: runs, blobs: blobs, links: links, location: location)
        summaryUploads = SummaryUploadEndpoint(runs: runs, blobs: blobs, location: location, limit: uploadLimit)
    }

    public func makeRouter() -> Router<GateContext> {
        let router = Router(context: GateContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: FailureMiddleware<GateContext>(IntercomAdminErrors.response))
        router.add(middleware: BearerAuthentication(tokens: tokens, limit: limit))
        router.group("/api/admin/v1").mount(openRoutes)
        router.group("/api/admin/v1", context: CallerContext.self).mount(routes)
        return router
    }

    /// A signed link stands in for the token.
    private var openRoutes: [Route<GateContext>] {
        [Route(.get, "/uploads/{upload}/errors.xlsx", uploads.markedWorkbook)]
    }

    private var routes: [Route<CallerContext>] {
        [
            Route(.get, "/intercoms", intercoms.list),
            Route(.get, "/intercoms/{intercom}", intercoms.get),
            Route(.patch, "/intercoms/{intercom}", intercoms.update),
            Route(.get, "/intercoms/{intercom}/flats", flats.list),
            Route(.get, "/intercoms/{intercom}/flats/{flat}", flats.get),
            Route(.get, "/intercoms/{intercom}/keys", keys.list),
            Route(.post, "/intercoms/{intercom}/keys", keys.add),
            Route(.patch, "/intercoms/{intercom}/keys/{key}", keys.move),
            Route(.delete, "/intercoms/{intercom}/keys/{key}", keys.delete),
            Route(.get, "/intercoms/{intercom}/summary.xlsx", summaries.summary),
            Route(.get, "/intercoms/{intercom}/summary-template.xlsx", summaries.template),
            Route(.post, "/intercoms/{intercom}/upload", summaryUploads.upload),
            Route(.get, "/uploads/{upload}", uploads.get),
            Route(.post, "/uploads/{upload}/cancel", uploads.cancel),
            Route(.post, "/uploads/{upload}/revert", uploads.revert),
        ]
    }
}
