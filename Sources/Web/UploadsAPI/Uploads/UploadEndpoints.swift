import Basics
import Blobs
import Files
import HTTPSupport
import HTTPTypes
import Hummingbird

/// `/uploads/{uploadKey}`: one upload.
struct UploadEndpoints: Sendable {
    let uploads: Uploads
    let callers: UploadCallers
    let answers: UploadAnswers
    let blobs: any BlobStore

    /// How far it has come.
    func head(_ request: Request, _ context: GateContext) async throws -> Response {
        let creator = try await callers.creator(of: request)
        return answers.described(try await uploads.get(try context.upload, by: creator), request)
    }

    /// More bytes.
    func append(_ request: Request, _ context: GateContext) async throws -> Response {
        let creator = try await callers.creator(of: request)
        let key = try context.upload
        guard request.bringsBytes else { throw TusRequest.otherMediaType }
        let writing = try await uploads.write(
            to: key, at: try request.uploadOffset(), announced: request.announcedBytes,
            checksum: try request.uploadChecksum(), origin: answers.location.origin(for: request), by: creator)
        return answers.appended(try await writing.take(request.body), request)
    }

    func terminate(_ request: Request, _ context: GateContext) async throws -> Response {
        let creator = try await callers.creator(of: request)
        try await uploads.terminate(try context.upload, by: creator)
        return .noContent
    }

    /// Its bytes, once they are all there. Whatever they are, the browser saves them and shows nothing.
    func content(_ request: Request, _ context: GateContext) async throws -> Response {
        let creator = try await callers.creator(of: request)
        let (digest, name) = try await uploads.content(of: try context.upload, by: creator)
        return try await Download(name: name, mediaType: "application/octet-stream")
            .response(of: digest, in: blobs, for: request)
    }
}

extension GateContext {
    /// The upload in the path; a key that none can have is as unknown as one that none has.
    fileprivate var upload: FileKey {
        get throws {
            guard let key = parameters.get("uploadKey").flatMap({ FileKey($0) }) else {
                throw Failure(.notFound, code: "upload.unknown", "There is no upload here.")
            }
            return key
        }
    }
}
