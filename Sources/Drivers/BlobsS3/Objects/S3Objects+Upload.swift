import Blobs
import NIOCore
import NIOHTTP1

/// An upload in parts that was begun and is neither complete nor aborted.
struct S3Upload: Sendable {
    let name: String
    let id: String

    func request(part number: Int) -> S3Request {
        S3Request(method: .PUT, name: name, query: [("partNumber", "\(number)"), ("uploadId", id)])
    }
}

struct S3Part: Sendable {
    let number: Int
    /// What the store answered for it.
    let tag: String
}

extension S3Objects {
    /// One that is begun twice, for the first answer was lost, is left to the sweep.
    func startUpload(_ name: String) async throws -> S3Upload {
        let request = S3Request(method: .POST, name: name, query: [("uploads", "")])
        return try await connection.perform("the start of an upload", request) { answer in
            guard let id = try answer.document()["UploadId"], !id.isEmpty, id.utf8.count <= 2048 else {
                throw S3Fault.garbled("an upload without an id")
            }
            return S3Upload(name: name, id: id)
        }
    }

    func put(_ bytes: ByteBuffer, as number: Int, of upload: S3Upload) async throws -> S3Part {
        guard number <= 10_000 else { throw BlobError.full(path: "\(location): a file of more than 10000 parts") }
        var request = upload.request(part: number)
        request.body = S3Body(bytes)
        request.moved = Int64(bytes.readableBytes)
        return try await connection.perform("a part", request) { answer in
            guard let tag = answer.headers.first(name: "etag"), !tag.isEmpty, tag.utf8.count <= 256 else {
                throw S3Fault.garbled("a part without a tag")
            }
            return S3Part(number: number, tag: tag)
        }
    }

    /// Makes the object of its parts. An upload that is gone because an earlier answer was lost has its object there.
    func complete(_ upload: S3Upload, _ parts: [S3Part], size: Int64) async throws {
        var request = S3Request(method: .POST, name: upload.name, query: [("uploadId", upload.id)], moved: size)
        let list = parts.map { part in
            "<Part><PartNumber>\(part.number)</PartNumber><ETag>\(escape(part.tag))</ETag></Part>"
        }
        request.body = S3Body(
            ByteBuffer(string: "<CompleteMultipartUpload>\(list.joined())</CompleteMultipartUpload>"))
        do {
            try await connection.send(request) { answer in _ = try answer.document() }
        } catch let fault as S3Fault {
            guard fault.isRefusal("NoSuchUpload") else { throw fault.error(in: "the end of an upload", at: location) }
            guard try await self.size(of: upload.name) == size else {
                throw fault.error(in: "the end of an upload", at: location)
            }
        }
    }

    /// What cannot be aborted now is left to the sweep.
    func abort(_ upload: S3Upload) async {
        // The caller may be canceled already, its upload must go nevertheless.
        await Task { [self] in _ = try? await remove(upload) }.value
    }

    /// Whether there was one.
    func remove(_ upload: S3Upload) async throws -> Bool {
        let request = S3Request(method: .DELETE, name: upload.name, query: [("uploadId", upload.id)])
        do {
            return try await connection.send(request) { _ in true }
        } catch let fault as S3Fault {
            if fault.isRefusal("NoSuchUpload") || fault.isMissing { return false }
            throw fault.error(in: "the abort of an upload", at: location)
        }
    }

    /// Uploads that were begun and not ended, in the order of their names.
    func listUploads(after upload: S3Upload?) async throws -> (uploads: [S3Upload], isLast: Bool) {
        var request = S3Request(method: .GET)
        request.query = [("uploads", ""), ("prefix", location.prefix), ("max-uploads", "1000")]
        if let upload {
            request.query += [("key-marker", location.prefix + upload.name), ("upload-id-marker", upload.id)]
        }
        let prefix = location.prefix
        return try await connection.perform("a list of uploads", request) { answer in
            let document = try answer.document()
            guard document.name == "ListMultipartUploadsResult" else { throw S3Fault.garbled(document.name) }
            let uploads = try document.all("Upload").map { entry in
                guard let key = entry["Key"], key.hasPrefix(prefix), let id = entry["UploadId"] else {
                    throw S3Fault.garbled("an entry of a list")
                }
                return S3Upload(name: String(key.dropFirst(prefix.utf8.count)), id: id)
            }
            return (uploads, document["IsTruncated"] != "true" || uploads.isEmpty)
        }
    }

    private func escape(_ text: String) -> String {
        text.reduce(into: "") { escaped, character in
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            default: escaped.append(character)
            }
        }
    }
}
