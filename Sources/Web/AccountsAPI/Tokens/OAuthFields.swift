import Basics
import HTTPSupport
import Hummingbird

/// The fields of a request to the authorization server: a form, a multipart form, or JSON.
enum OAuthFields {
    private static let limit = 64 * 1024

    static func read(_ request: Request) async throws -> RequestFields {
        guard request.headers.mediaType == "multipart/form-data" else {
            return try await RequestFields(of: request, limit: limit)
        }
        var reader = try MultipartReader(request, limit: limit)
        var members: [JSON.Member] = []
        while let part = try await reader.nextPart() {
            members.append(JSON.Member(part.name, .string(try await reader.text(of: part.name))))
        }
        return RequestFields(members)
    }
}
