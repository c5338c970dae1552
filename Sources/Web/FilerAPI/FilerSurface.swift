public import Blobs
public import Files
public import HTTPSupport
import HTTPTypes
public import Hummingbird
public import Identity

/// The files, logos and avatars of firms and their contacts (`/v1/filer`).
public struct FilerSurface: Surface {
    public static let name = "filer"
    public static let roots = ["/v1/filer"]

    private let tokens: Tokens
    private let limit: CallerLimit
    private let files: FileEndpoints
    private let info: InfoEndpoints
    private let pictures: PictureEndpoints

    public init(
        tokens: Tokens, limit: CallerLimit, files: FirmFiles, images: ImageVariants, blobs: any BlobStore
    ) {
        self.tokens = tokens
        self.limit = limit
        let contents = ContentAnswers(blobs: blobs, images: images)
        self.files = FileEndpoints(files: files, contents: contents)
        info = InfoEndpoints(files: files)
        pictures = PictureEndpoints(files: files, contents: contents)
    }

    /// A slash at the end of a path is passed over.
    public func makeRouter() -> Router<GateContext> {
        let router = Router(context: GateContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: FailureMiddleware<GateContext>(FilerErrors.response))
        router.add(middleware: RefusedMethods())
        router.group().add(middleware: StrictAuthorization())
            .add(middleware: BearerAuthentication(tokens: tokens, limit: limit))
            .group(context: FilerContext.self).mount(routes)
        return router
    }

    /// Fixed names stand before the parameters that would take them too.
    private var routes: [Route<FilerContext>] {
        [
            Route(.post, "/v1/filer", files.upload),
            Route(.post, "/v1/filer/info", info.info),
            Route(.get, "/v1/filer/logo/default", pictures.defaultLogo),
            Route(.get, "/v1/filer/logo/{atiId}", pictures.logo),
            Route(.get, "/v1/filer/avatar/default", pictures.defaultAvatar),
            Route(.get, "/v1/filer/avatar/{atiId}/{contactId}", pictures.avatar),
            Route(.delete, "/v1/filer/type/avatar", pictures.deleteAvatar),
            Route(.get, "/v1/filer/{fileKey}", files.content),
            Route(.delete, "/v1/filer/{fileKey}", files.delete),
        ]
    }
}
