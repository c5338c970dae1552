import Basics
import Blobs
import Foundation
import HTTPSupport
import Hummingbird

/// The fields `file` and `hash` of an upload, however they were sent; empty ones count as absent.
struct UploadRequest {
    var hash: Secret?
    /// Kept already; nil where a hash came along, which makes the file superfluous.
    var file: Blob?
    var fileName: String?

    /// A file inside JSON is held in memory, so only a small one is taken there.
    static let jsonLimit = 16 * 1024 * 1024

    init(_ request: Request, limit: Int, blobs: any BlobStore) async throws {
        if request.headers.mediaType == "multipart/form-data" {
            try await readForm(MultipartReader(request, limit: limit), blobs)
        } else {
            try await readFields(request, limit: min(limit, UploadRequest.jsonLimit), blobs)
        }
        guard hash != nil || file != nil else {
            throw Failure(
                .invalid, code: "upload.empty", "Send a file, or the hash of one that was sent before.",
                fields: [
                    ("file", ["The file is required when there is no hash."]),
                    ("hash", ["The hash is required when there is no file."]),
                ])
        }
    }

    private mutating func readForm(_ form: consuming MultipartReader, _ blobs: any BlobStore) async throws {
        var form = form
        var writer: (any BlobWriter)?
        do {
            while let part = try await form.nextPart() {
                switch part.name {
                case "hash":
                    hash = UploadRequest.secret(try await form.text(limit: 1024, of: "hash"))
                case "file" where writer != nil:
                    throw Failure.invalid("file", code: "file.several", "Send one file at a time.")
                case "file":
                    fileName = part.fileName
                    writer = try await form.copyPart(to: blobs)
                default: continue
                }
            }
            if hash != nil {
                await writer?.abort()
            } else {
                file = try await writer?.finish()
            }
        } catch {
            await writer?.abort()
            throw error
        }
    }

    private mutating func readFields(_ request: Request, limit: Int, _ blobs: any BlobStore) async throws {
        let fields = try await RequestFields(of: request, limit: limit)
        hash = fields.text("hash").flatMap(UploadRequest.secret)
        guard hash == nil, let text = fields.text("file") else { return }
        guard let bytes = Data(base64Encoded: text, options: .ignoreUnknownCharacters), !bytes.isEmpty else {
            throw Failure.invalid(
                "file", code: "file.base64",
                "The file is not Base64. Send it as multipart/form-data, or as Base64 in the field file.")
        }
        fileName = fields.text("file_name")
        let writer = try await blobs.makeWriter()
        do {
            try await writer.write(Array(bytes))
            file = try await writer.finish()
        } catch {
            await writer.abort()
            throw error
        }
    }

    private static func secret(_ text: String) -> Secret? {
        let text = text.trimmed
        return text.isEmpty ? nil : Secret(text)
    }
}
