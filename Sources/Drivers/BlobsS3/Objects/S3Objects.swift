import Basics
import Blobs
import NIOCore
import NIOHTTP1

/// The objects of a bucket, one request an operation. Names are without the prefix of the location.
struct S3Objects: Sendable {
    let connection: S3Connection

    var location: S3Location { connection.location }
    var options: S3Options { connection.options }

    func put(_ name: String, _ body: S3Body) async throws {
        let moved = Int64(body.bytes.readableBytes)
        let request = S3Request(method: .PUT, name: name, body: body, moved: moved)
        try await connection.perform("a PUT", request) { _ in }
    }

    /// These bytes of an object; nil where it is gone.
    ///
    /// - Parameter range: not empty and inside of the object.
    func get(_ name: String, _ range: Range<Int64>) async throws -> ByteBuffer? {
        var request = S3Request(method: .GET, name: name, moved: Int64(range.count))
        request.headers = [("range", "bytes=\(range.lowerBound)-\(range.upperBound - 1)")]
        request.answerLimit = range.count + 1
        return try await unlessMissing("a GET", request) { answer in
            guard answer.status == 206, answer.body.readableBytes == range.count else {
                throw S3Fault.garbled("\(answer.body.readableBytes) bytes of \(range.count)")
            }
            return answer.body
        }
    }

    /// Bytes of an object; nil where there is none.
    func size(of name: String) async throws -> Int64? {
        try await unlessMissing("a HEAD", S3Request(method: .HEAD, name: name)) { answer in
            guard let size = answer.headers.first(name: "content-length").flatMap({ Int64($0) }), size >= 0 else {
                throw S3Fault.garbled("no length")
            }
            return size
        }
    }

    /// Nothing where there is none.
    func delete(_ name: String) async throws {
        _ = try await unlessMissing("a DELETE", S3Request(method: .DELETE, name: name)) { _ in true }
    }

    /// Eight at a time.
    func delete(_ names: [String]) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, name) in names.enumerated() {
                if number >= 8 { try await group.next() }
                group.addTask { try await delete(name) }
            }
            try await group.waitForAll()
        }
    }

    /// Objects whose names begin so, in the order of their names.
    ///
    /// - Parameters:
    ///   - name: after which the page begins; it need not be there.
    ///   - most: 1 to 1000.
    func list(_ beginning: String, after name: String? = nil, most: Int) async throws -> S3Page {
        var request = S3Request(method: .GET)
        request.query = [
            ("list-type", "2"), ("prefix", location.prefix + beginning), ("max-keys", "\(min(max(most, 1), 1000))"),
        ]
        if let name { request.query.append(("start-after", location.prefix + name)) }
        let prefix = location.prefix
        return try await connection.perform("a list", request) { answer in
            let document = try answer.document()
            guard document.name == "ListBucketResult" else { throw S3Fault.garbled(document.name) }
            let objects = try document.all("Contents").map { entry in
                guard let key = entry["Key"], key.hasPrefix(prefix + beginning),
                    let size = entry["Size"].flatMap({ Int64($0) }), size >= 0
                else { throw S3Fault.garbled("an entry of a list") }
                return S3Object(name: String(key.dropFirst(prefix.utf8.count)), size: size)
            }
            return S3Page(objects: objects, isLast: document["IsTruncated"] != "true" || objects.isEmpty)
        }
    }

    /// The answer; nil where the store has no such object.
    func unlessMissing<Value: Sendable>(
        _ operation: String, _ request: S3Request, _ read: @escaping @Sendable (S3Answer) throws -> Value
    ) async throws -> Value? {
        do {
            return try await connection.send(request, read)
        } catch let fault as S3Fault {
            if fault.isMissing { return nil }
            throw fault.error(in: operation, at: location)
        }
    }
}

struct S3Object: Sendable {
    let name: String
    /// In bytes.
    let size: Int64
}

struct S3Page: Sendable {
    let objects: [S3Object]
    let isLast: Bool
}
