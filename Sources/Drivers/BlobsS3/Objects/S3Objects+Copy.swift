import Blobs
import NIOHTTP1

extension S3Objects {
    /// Copies on the store's side; false where the object is gone.
    func copy(_ object: S3Object, to name: String) async throws -> Bool {
        let isThere =
            object.size <= options.copyLimit
            ? try await copyWhole(object, to: name) : try await copyInParts(object, to: name)
        guard isThere else { return false }
        guard try await size(of: name) == object.size else {
            throw BlobError.unavailable("\(location), kept a copy of another size than its original")
        }
        return true
    }

    private func copyWhole(_ object: S3Object, to name: String) async throws -> Bool {
        var request = S3Request(method: .PUT, name: name, moved: object.size)
        request.headers = [source(object)]
        return try await unlessMissing("a copy", request) { answer in
            guard try answer.document()["ETag"] != nil else { throw S3Fault.garbled("a copy without a tag") }
            return ""
        } != nil
    }

    private func copyInParts(_ object: S3Object, to name: String) async throws -> Bool {
        let upload = try await startUpload(name)
        do {
            var parts: [S3Part] = []
            for start in stride(from: 0, to: object.size, by: Int64.Stride(options.copyPart)) {
                let end = min(start + options.copyPart, object.size)
                var request = upload.request(part: parts.count + 1)
                request.headers = [source(object), ("x-amz-copy-source-range", "bytes=\(start)-\(end - 1)")]
                request.moved = end - start
                let tag = try await unlessMissing("a copy of a part", request) { answer in
                    guard let tag = try answer.document()["ETag"] else { throw S3Fault.garbled("a part without a tag") }
                    return tag
                }
                guard let tag else {
                    await abort(upload)
                    return false
                }
                parts.append(S3Part(number: parts.count + 1, tag: tag))
            }
            try await complete(upload, parts, size: object.size)
            return true
        } catch {
            await abort(upload)
            throw error
        }
    }

    private func source(_ object: S3Object) -> (String, String) {
        ("x-amz-copy-source", URIText.encode("/\(location.bucket)/\(location.prefix)\(object.name)", keeping: "/"))
    }
}
