import Basics
import Blobs
import Foundation
import Logging
import Testing

@testable import BlobsS3

/// What goes wrong between us and a real store.
@Suite(.enabled(if: ObjectServer.isExpected, "needs bin/objects"))
struct S3FaultTests {
    private let server: ObjectServer

    init() throws {
        server = try ObjectServer()
    }

    @Test func `a wrong secret is refused, told as such and not shown`() async throws {
        try await withFolder { folder in
            let wrong = S3Credentials(accessKey: "gatehouse:tester", secretKey: Secret("not-the-secret"))
            let store = try server.store(folder: folder, credentials: wrong)
            let error = await #expect(throws: BlobError.self) { _ = try await store.keep([1]) }
            let text = String(describing: error)
            #expect(text.contains("SignatureDoesNotMatch") && text.contains("check the secret key"))
            #expect(!text.contains("not-the-secret"))
            #expect(error?.failure.kind == .unavailable)
        }
    }

    @Test func `a missing bucket is told as such`() async throws {
        try await withFolder { folder in
            let location = try S3Location("s3://no-such-bucket?endpoint=\(server.endpoint)")
            let lost = S3BlobStore(
                location, ObjectServer.credentials, temporary: TemporaryFolder(folder), logger: .init(label: "tests"))
            let missing = await #expect(throws: BlobError.self) { _ = try await lost.keep([1]) }
            #expect(String(describing: missing).contains("NoSuchBucket"))
        }
    }

    @Test func `a clock that is wrong by hours is corrected by the store's`() async throws {
        try await withFolder { folder in
            for hours in [-5, 5] {
                let clock = WallClock { .now + .seconds(hours * 3600) }
                let store = try server.store(folder: folder, clock: clock)
                let blob = try await store.keep([1, 2, 3])
                let content = try await store.content(of: blob.digest)
                #expect(content == [1, 2, 3])
            }
        }
    }

    @Test func `a connection that is cut in the middle of an upload is made anew`() async throws {
        try await through { proxy, store in
            let bytes = bulk(9 << 20)
            for most in [1000, 2 << 20, 8 << 20] {
                proxy.behave(.cutUpload(after: most))
                let blob = try await store.keep(bytes, piece: 1 << 20)
                let content = try await store.content(of: blob.digest, piece: 1 << 20)
                #expect(content == bytes)
                try await store.delete(blob.digest)
            }
            #expect(proxy.cuts == 3)
        }
    }

    @Test func `a connection that is cut in the middle of a download is made anew`() async throws {
        try await through { proxy, store in
            let bytes = bulk(9 << 20)
            let blob = try await store.keep(bytes, piece: 1 << 20)
            proxy.behave(.cutDownload(after: 1 << 20))
            let content = try await store.content(of: blob.digest, piece: 256 * 1024)
            #expect(content == bytes)
            proxy.behave(.cutDownload(after: 3 << 20))
            let file = try await store.withLocalFile(blob.digest) { try Data(contentsOf: URL(fileURLWithPath: $0)) }
            #expect(Array(file) == bytes)
            #expect(proxy.cuts == 2)
        }
    }

    @Test func `a slow connection is borne`() async throws {
        try await through { proxy, store in
            proxy.behave(.delay(milliseconds: 50))
            let blob = try await store.keep(pattern(300_000))
            let content = try await store.content(of: blob.digest)
            #expect(content == pattern(300_000))
        }
    }

    @Test func `a store that says nothing is given up in time`() async throws {
        try await through(.seconds(5)) { proxy, store in
            proxy.behave(.stall)
            let start = ContinuousClock.now
            let writing = await #expect(throws: BlobError.self) { _ = try await store.keep([2]) }
            let reading = await #expect(throws: BlobError.self) { _ = try await store.open(Digest(of: [1])) }
            #expect(ContinuousClock.now - start < .seconds(100))
            for error in [writing, reading] {
                #expect(String(describing: error).contains("did not answer"))
                #expect(error?.failure.kind == .unavailable)
            }
        }
    }

    @Test func `a store that goes away during an upload fails it, and when it is back nothing is left`() async throws {
        try await through { proxy, store in
            let writer = try await store.makeWriter()
            try await writer.write(bulk(9 << 20))
            proxy.behave(.refuse)
            let error = await #expect(throws: BlobError.self) {
                try await writer.write(bulk(9 << 20))
                _ = try await writer.finish()
            }
            #expect(error?.failure.kind == .unavailable)
            await #expect(throws: BlobError.writerEnded) { try await writer.write([1]) }
            proxy.behave(.pass)
            let blob = try await store.keep([1, 2])
            let sweep = try await store.sweep(olderThan: .seconds(-3600)) { _ in [blob.digest] }
            #expect(sweep.blobs == 0)
            let uploads = try await store.objects.listUploads(after: nil).uploads
            let incoming = try await store.objects.list(ObjectName.incoming, most: 10).objects
            #expect(uploads.isEmpty && incoming.isEmpty)
        }
    }

    @Test func `a store that goes away during a download fails it, and it can be had when the store is back`()
        async throws
    {
        try await through { proxy, store in
            let bytes = bulk(5 << 20)
            let blob = try await store.keep(bytes, piece: 1 << 20)
            let reader = try await store.open(blob.digest)
            let first = try await reader.read(offset: 0, most: 1000)
            proxy.behave(.refuse)
            let error = await #expect(throws: BlobError.self) { _ = try await reader.read(offset: 4 << 20, most: 1000) }
            #expect(error?.failure.kind == .unavailable)
            await #expect(throws: BlobError.self) { try await store.withLocalFile(blob.digest) { _ in } }
            proxy.behave(.pass)
            let last = try await reader.read(offset: 4 << 20, most: 1000)
            #expect(first == Array(bytes.prefix(1000)) && last == Array(bytes[(4 << 20)...].prefix(1000)))
        }
    }

    @Test func `a task that is canceled ends at once, not when the store answers`() async throws {
        try await through(.seconds(1200)) { proxy, store in
            proxy.behave(.stall)
            let start = ContinuousClock.now
            let task = Task { try await store.keep([1]) }
            try await Task.sleep(for: .milliseconds(200))
            task.cancel()
            _ = await task.result
            #expect(ContinuousClock.now - start < .seconds(100))
        }
    }

    /// - Parameter patience: so long that a busy machine does not use it up, where the claim is not about it.
    private func through(
        _ patience: Duration = .seconds(60), _ body: (CuttingProxy, S3BlobStore) async throws -> Void
    ) async throws {
        var options = S3Options()
        options.timeout = patience
        let proxy = try CuttingProxy(to: server.port)
        defer { proxy.close() }
        try await withFolder { folder in
            try await body(proxy, try server.store(folder: folder, options: options, through: proxy))
        }
    }
}
