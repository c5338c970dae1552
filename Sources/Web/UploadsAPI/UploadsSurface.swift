public import Basics
public import Blobs
public import Files
public import HTTPSupport
import HTTPTypes
public import Hummingbird
public import Identity

/// Files that come in piece by piece and go on after an interruption, as tus 1.0.0 clients send them (`/uploads`), and
/// links that need no token.
public struct UploadsSurface: Surface {
    /// How another surface tells a failure.
    public typealias FailureForm = @Sendable (Failure, GateContext) -> Response

    public static let name = "uploads"
    public static let roots = ["/uploads"]

    private let options: OptionsEndpoint
    private let creation: CreationEndpoint
    private let uploads: UploadEndpoints
    private let links: LinkEndpoints
    private let forms: [String: FailureForm]
    private let plainForm: FailureForm?

    /// - Parameters:
    ///   - forms: by the words that name the targets, how their surfaces tell what they refuse.
    ///   - plainForm: the same for files without a target.
    public init(
        tokens: Tokens, limit: CallerLimit, uploads: Uploads, links: Links, downloads: FileDownloads,
        downloadLinks: DownloadLinks,
        blobs: any BlobStore, location: SurfaceLocation, forms: [String: FailureForm], plainForm: FailureForm?
    ) {
        let callers = UploadCallers(tokens: tokens, limit: limit, links: links)
        let answers = UploadAnswers(location: location)
        options = OptionsEndpoint(limit: uploads.limit)
        creation = CreationEndpoint(uploads: uploads, callers: callers, answers: answers)
        self.uploads = UploadEndpoints(uploads: uploads, callers: callers, answers: answers, blobs: blobs)
        self.links = LinkEndpoints(
            links: links, signed: downloadLinks, callers: callers, downloads: downloads, location: location)
        self.forms = forms
        self.plainForm = plainForm
    }

    public func makeRouter() -> Router<GateContext> {
        let inner = Router(context: GateContext.self, options: .autoGenerateHeadEndpoints)
        inner.add(middleware: FailureMiddleware<GateContext>(UploadsErrors.response))
        inner.add(middleware: RefusalMiddleware(forms: forms, plain: plainForm))
        inner.mount([
            Route(.options, "/uploads", options.options),
            Route(.post, "/uploads", TusVersion.required(creation.create)),
            Route(.options, "/uploads/{uploadKey}", options.options),
            Route(.head, "/uploads/{uploadKey}", TusVersion.required(uploads.head)),
            Route(.patch, "/uploads/{uploadKey}", TusVersion.required(uploads.append)),
            Route(.delete, "/uploads/{uploadKey}", TusVersion.required(uploads.terminate)),
            Route(.get, "/uploads/{uploadKey}", uploads.content),
            Route(.post, "/uploads/links", links.create),
            Route(.get, "/uploads/links/files/{file}", links.file),
        ])
        // The method that a request means is known before its route is.
        let outer = Router(context: GateContext.self)
        outer.add(middleware: TusMiddleware(inner: inner.buildResponder()))
        return outer
    }
}
