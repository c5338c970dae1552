public import Blobs
public import BrandFiles
public import Catalog
public import HTTPSupport
import HTTPTypes
public import Hummingbird
public import Identity
public import Notifications

/// The catalogue of brands, and the spreadsheets that it is made of (`/api/file`, `/api/brand` …).
public struct BrandFileSurface: Surface {
    public static let name = "brand-file"
    public static let roots = [
        "/api/company", "/api/brand", "/api/warehouse", "/api/host", "/api/product", "/api/variant", "/api/stock",
        "/api/price", "/api/image", "/api/order", "/api/file", "/api/notification",
    ]

    private let tokens: Tokens
    private let limit: CallerLimit
    private let parties: PartyEndpoints
    private let goods: GoodsEndpoints
    private let orders: OrderEndpoints
    private let files: FileEndpoints
    private let imageContents: ImageContentEndpoint
    private let notifications: NotificationEndpoints

    public init(
        tokens: Tokens, limit: CallerLimit, catalogue: Catalogue, files: BrandFiles, notifications: Notifications,
        blobs: any BlobStore
    ) {
        self.tokens = tokens
        self.limit = limit
        parties = PartyEndpoints(catalogue: catalogue)
        goods = GoodsEndpoints(catalogue: catalogue)
        orders = OrderEndpoints(catalogue: catalogue)
        self.files = FileEndpoints(files: files, blobs: blobs)
        imageContents = ImageContentEndpoint(catalogue: catalogue, blobs: blobs)
        self.notifications = NotificationEndpoints(notifications: notifications)
    }

    public func makeRouter() -> Router<GateContext> {
        let router = Router(context: GateContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: FailureMiddleware<GateContext>(BrandFileErrors.response))
        router.add(middleware: RefusedMethods())
        router.group().add(middleware: KeyAuthentication(tokens: tokens, limit: limit))
            .group(context: BrandFileContext.self).mount(routes)
        return router
    }

    private var routes: [Route<BrandFileContext>] {
        parties.routes + goods.routes + orders.routes + files.routes + imageContents.routes + notifications.routes
    }
}
