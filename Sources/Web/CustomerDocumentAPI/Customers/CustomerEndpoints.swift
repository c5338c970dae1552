import Basics
import Files
import HTTPSupport
import Hummingbird
import Identity

/// `/customer/{id}`: what belongs to a customer as a whole.
struct CustomerEndpoints: Sendable {
    let documents: Documents

    func storage(_ request: Request, _ context: CallerContext) async throws -> Response {
        let reading = try await documents.quota(of: try customer(context), by: context.principal)
        return .json([
            "quota": .integer(reading.quota), "used": .integer(reading.used), "files": .integer(Int64(reading.files)),
        ])
    }

    /// Whether the caller may read a document of the customer.
    func authorizeReading(_ request: Request, _ context: CallerContext) async throws -> Response {
        guard let key = context.parameters.get("fileId").flatMap({ FileKey($0) }) else {
            throw Failure.notFound("document")
        }
        _ = try await documents.authorizeReading(key, of: try customer(context), by: context.principal)
        return .json(["success": true])
    }

    private func customer(_ context: CallerContext) throws -> ID<Organization> {
        guard let id = context.parameters.get("id").flatMap({ ID<Organization>(objectID: $0.lowercased()) }) else {
            throw Failure.notFound("customer")
        }
        return id
    }
}
