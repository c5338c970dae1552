import Access
import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird

/// What visitors see of their key: a page, and its QR code. Whoever has the link may see it, as whoever holds a key.
struct KeyPageEndpoints: Sendable {
    let pages: KeyPages
    let location: SurfaceLocation

    var routes: [Route<GateContext>] {
        [
            Route(.get, "/public/virtual_keys/{key}/{code}", page),
            Route(.get, "/public/virtual_keys/{key}/{code}/qr.png", image),
        ]
    }

    private func page(_ request: Request, _ context: GateContext) async throws -> Response {
        guard let (id, code) = KeyPageEndpoints.link(in: context) else { return KeyPage.unknown.response(.notFound) }
        do {
            guard let key = try await pages.find(id, code: code) else { return KeyPage.dead.response(.gone) }
            return KeyPage(of: key, image: "\(code)/qr.png").response(.ok)
        } catch let failure as Failure where failure.kind == .notFound {
            return KeyPage.unknown.response(.notFound)
        }
    }

    private func image(_ request: Request, _ context: GateContext) async throws -> Response {
        guard let (id, code) = KeyPageEndpoints.link(in: context) else { return KeyPage.unknown.response(.notFound) }
        do {
            guard let image = try await pages.image(of: id, code: code) else { return KeyPage.dead.response(.gone) }
            var headers = KeyPage.headers
            headers[.contentType] = "image/png"
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: image)))
        } catch let failure as Failure where failure.kind == .notFound {
            return KeyPage.unknown.response(.notFound)
        }
    }

    private static func link(in context: GateContext) -> (key: ID<VirtualKey>, code: String)? {
        guard let id = context.parameters.get("key").flatMap({ ID<VirtualKey>($0) }),
            let code = context.parameters.get("code")
        else { return nil }
        return (id, code)
    }
}
