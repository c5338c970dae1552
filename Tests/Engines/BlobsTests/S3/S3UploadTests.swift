import Basics
import Blobs
import Foundation
import NIOCore
import Testing

@testable import BlobsS3

/// What is particular to a store that takes large objects in parts.
@Suite(.enabled(if: ObjectServer.isExpected, "needs bin/objects"))
struct S3UploadTests {
    @Test(arguments: [(5 << 20) - 1, 5 << 20, (5 << 20) + 1, 10 << 20, (10 << 20) + 7])
    func `what is larger than a part comes back, and nothing is left of its coming in`(count: Int) async throws {
        try await withStore { store, _ in
            let bytes = bulk(count)
            let blob = try await store.keep(bytes, piece: 1_000_000)
            #expect(blob == Blob(digest: Digest(of: bytes), size: Int64(count)))
            let content = try await store.content(of: blob.digest, piece: 1 << 20)
            #expect(content == bytes)
            try await expectNothingIncoming(store)
        }
    }

    @Test func `bodies may go unsigned`() async throws {
        try await withFolder { folder in
            let store = try ObjectServer().store(folder: folder, more: "&payload=unsigned")
            let bytes = bulk(6 << 20)
            let blob = try await store.keep(bytes, piece: 1 << 20)
            let content = try await store.content(of: blob.digest, piece: 1 << 20)
            #expect(content == bytes)
        }
    }

    @Test func `what is larger than one copy may be is copied in parts`() async throws {
        var options = S3Options.patient
        options.firstPart = 5 << 20
        options.copyLimit = 5 << 20
        options.copyPart = 5 << 20
        try await withStore(options) { store, clock in
            let bytes = bulk(11 << 20)
            let blob = try await store.keep(bytes, piece: 1 << 20)
            clock.advance(by: .seconds(3600))
            let touched = try await store.touch(blob.digest)
            let sweep = try await store.sweep(olderThan: .seconds(1800)) { _ in [] }
            let content = try await store.content(of: blob.digest, piece: 1 << 20)
            #expect(touched && sweep.blobs == 0 && sweep.leftovers == 1)
            #expect(content == bytes)
        }
    }

    @Test func `a file that is larger than a part is taken over`() async throws {
        try await withStore { store, _ in
            try await withFolder { folder in
                let bytes = bulk(11 << 20)
                try Data(bytes).write(to: URL(fileURLWithPath: folder + "/file"))
                let blob = try await store.put(fileAt: folder + "/file")
                let content = try await store.content(of: blob.digest, piece: 1 << 20)
                #expect(content == bytes && !FileManager.default.fileExists(atPath: folder + "/file"))
                try await expectNothingIncoming(store)
            }
        }
    }

    @Test func `a writer that is given up or dropped leaves no parts`() async throws {
        try await withStore { store, _ in
            let writer = try await store.makeWriter()
            try await writer.write(bulk(6 << 20))
            await writer.abort()
            do {
                let dropped = try await store.makeWriter()
                try await dropped.write(bulk(6 << 20))
            }
            try await eventually { try await store.objects.listUploads(after: nil).uploads.isEmpty }
        }
    }

    @Test func `a process that is killed while it writes leaves no blob, and the sweep takes the rest`() async throws {
        let prefix = "killed-\(UUID().uuidString.lowercased())"
        await #expect(processExitsWith: .signal(SIGKILL)) { [prefix = prefix as String] in
            let store = try ObjectServer(prefix: prefix).store(folder: "/tmp")
            let writer = try await store.makeWriter()
            try await writer.write(bulk(9 << 20))
            try await eventually { try await !store.objects.listUploads(after: nil).uploads.isEmpty }
            kill(getpid(), SIGKILL)
        }
        let clock = TestClock()
        let store = try ObjectServer(prefix: prefix).store(folder: "/tmp", clock: clock.clock)
        let blobs = try await store.list(after: nil, most: 10)
        #expect(blobs.isEmpty)
        let early = try await store.sweep(olderThan: .seconds(1800)) { _ in [] }
        clock.advance(by: .seconds(3600))
        let late = try await store.sweep(olderThan: .seconds(1800)) { _ in [] }
        #expect(early.leftovers == 0 && late.leftovers == 1)
        try await expectNothingIncoming(store)
    }

    @Test func `an object that was never given its name is swept`() async throws {
        try await withStore { store, clock in
            let bytes = S3Body(.init(bytes: [1, 2, 3]))
            try await store.objects.put(ObjectName.new(for: nil, at: clock.clock.now), bytes)
            try await store.objects.put("incoming/of-somebody-else", bytes)
            let early = try await store.sweep(olderThan: .seconds(1800)) { _ in [] }
            clock.advance(by: .seconds(3600))
            let late = try await store.sweep(olderThan: .seconds(1800)) { _ in [] }
            #expect(early.leftovers == 0 && late.leftovers == 1)
            let left = try await store.objects.list("", most: 10).objects.map(\.name)
            #expect(left == ["incoming/of-somebody-else"])
        }
    }

    @Test func `of the objects of one blob the sweep leaves the youngest`() async throws {
        try await withStore { store, clock in
            for _ in 0..<3 {
                _ = try await store.keep([1])
                clock.advance(by: .seconds(3600))
            }
            let reader = try await store.open(Digest(of: [1]))
            let sweep = try await store.sweep(olderThan: .seconds(1800)) { Set($0) }
            let left = try await store.objects.list("", most: 10).objects
            let content = try await reader.read(offset: 0, most: 10)
            #expect(sweep.leftovers == 2 && sweep.blobs == 0 && left.count == 1 && content == [1])
        }
    }

    @Test func `a reader goes on with another object of its blob when its own is swept`() async throws {
        try await withStore { store, clock in
            let bytes = bulk(4 << 20)
            let blob = try await store.keep(bytes, piece: 1 << 20)
            let reader = try await store.open(blob.digest)
            let first = try await reader.read(offset: 0, most: 1000)
            clock.advance(by: .seconds(3600))
            _ = try await store.keep(bytes, piece: 1 << 20)
            let sweep = try await store.sweep(olderThan: .seconds(1800)) { _ in [] }
            let last = try await reader.read(offset: 3 << 20, most: 1000)
            #expect(sweep.leftovers == 1)
            #expect(first == Array(bytes.prefix(1000)) && last == Array(bytes[(3 << 20)...].prefix(1000)))
        }
    }

    @Test func `bytes that were changed in the store are not given out as the file`() async throws {
        try await withStore { store, clock in
            let digest = Digest(of: "what was kept")
            try await store.objects.put(
                ObjectName.new(for: digest, at: clock.clock.now), S3Body(.init(string: "something else")))
            let error = await #expect(throws: BlobError.self) { try await store.withLocalFile(digest) { _ in } }
            #expect(String(describing: error).contains("other bytes"))
        }
    }

    @Test func `two hundred megabytes come and go in bounded memory`() async throws {
        await #expect(processExitsWith: .success) {
            try await withFolder { folder in
                let store = try ObjectServer().store(folder: folder)
                let piece = bulk(1 << 20)
                _ = try await store.keep(bulk(9 << 20), piece: 1 << 20)
                let before = try mostMemory()
                let writer = try await store.makeWriter()
                for _ in 0..<200 { try await writer.write(piece) }
                let blob = try await writer.finish()
                let size = try await store.withLocalFile(blob.digest) { path in
                    try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64
                }
                #expect(blob.size == 200 << 20 && size == 200 << 20)
                let grown = try mostMemory() - before
                #expect(grown < 64 << 20, "\(grown >> 20) MiB more than before")
            }
        }
    }

    private func withStore(
        _ options: S3Options? = nil, _ body: (S3BlobStore, TestClock) async throws -> Void
    ) async throws {
        var small = S3Options.patient
        small.firstPart = 5 << 20
        let clock = TestClock()
        try await withFolder { folder in
            try await body(
                try ObjectServer().store(folder: folder, clock: clock.clock, options: options ?? small), clock)
        }
    }

    private func expectNothingIncoming(_ store: S3BlobStore) async throws {
        let uploads = try await store.objects.listUploads(after: nil).uploads
        let incoming = try await store.objects.list(ObjectName.incoming, most: 10).objects
        #expect(uploads.isEmpty && incoming.isEmpty)
    }
}

/// The most bytes of memory that this process has held (`VmHWM`, proc(5)).
private func mostMemory() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.split(separator: " ").compactMap { Int($0) }.first ?? 0) * 1024
}
