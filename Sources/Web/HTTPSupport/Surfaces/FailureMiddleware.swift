public import Basics
public import HTTPTypes
public import Hummingbird
import Logging
import NIOCore
import NIOHTTP1

/// Turns every error into the surface's own wire form, and leaves a trace of those that are ours.
public struct FailureMiddleware<Context: RequestContext>: RouterMiddleware {
    private let render: @Sendable (Failure, Context) -> Response

    public init(_ render: @escaping @Sendable (Failure, Context) -> Response) {
        self.render = render
    }

    public func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status.kind != .serverError {
            return answer(to: Failure(error), context)
        } catch let error where error.isOfTheConnection {
            context.logger.info("client went away", metadata: ["path": "\(request.uri.path)"])
            throw error
        } catch {
            let failure = Failure(wrapping: error)
            if failure.kind == .internal {
                context.logger.error(
                    "request failed", metadata: ["path": "\(request.uri.path)", "error": "\(failure.cause ?? failure)"])
            }
            return answer(to: failure, context)
        }
    }

    /// In the surface's form; when to come back is told by all alike (`Retry-After`, RFC 9110, 10.2.3).
    private func answer(to failure: Failure, _ context: Context) -> Response {
        var response = render(failure, context)
        if let pause = failure.retryAfter { response.headers[.retryAfter] = "\(pause.wholeSecondsUp)" }
        return response
    }
}

extension Error {
    /// Whether the request broke off or was no HTTP: there is nobody to answer, and no fault of ours.
    fileprivate var isOfTheConnection: Bool {
        self is HTTPParserError || self is ChannelError || self is IOError || self is CancellationError
    }
}

extension Duration {
    /// Whole seconds, rounded up, at least one.
    public var wholeSecondsUp: Int64 { max(1, components.seconds + (components.attoseconds > 0 ? 1 : 0)) }
}

extension Failure {
    /// The web framework's own refusals: an unknown path, a body that is too large or not readable.
    fileprivate init(_ error: HTTPError) {
        let message = error.body ?? error.status.reasonPhrase
        switch error.status {
        case .notFound: self = Failure(.notFound, code: "not-found", "Nothing is here.")
        case .contentTooLarge: self = Failure(.tooLarge, code: "request.too-large", "The request's body is too large.")
        case .unauthorized: self = Failure(.unauthenticated, code: "unauthenticated", "Unauthenticated.")
        default: self = Failure(.invalid, code: "request.malformed", message)
        }
    }
}

extension Failure.Kind {
    /// The status that fits where a surface has no reason to differ.
    public var status: HTTPResponse.Status {
        switch self {
        case .invalid: .unprocessableContent
        case .unauthenticated: .unauthorized
        case .forbidden: .forbidden
        case .notFound: .notFound
        case .conflict: .conflict
        case .tooLarge: .contentTooLarge
        case .tooMany: .tooManyRequests
        case .insufficientStorage: .init(code: 507, reasonPhrase: "Insufficient Storage")
        case .unavailable: .serviceUnavailable
        case .internal: .internalServerError
        }
    }
}
