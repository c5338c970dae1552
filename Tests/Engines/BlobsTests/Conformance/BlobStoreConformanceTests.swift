import Basics
import Blobs
import Foundation
import Testing

struct BlobStoreConformanceTests {
    @Test(arguments: Store.allCases, [0, 1, 65536, 1_000_003])
    func `what was written comes back`(store: Store, count: Int) async throws {
        try await store.with { blobs, _ in
            let bytes = pattern(count)
            let blob = try await blobs.keep(bytes)
            #expect(blob == Blob(digest: Digest(of: bytes), size: Int64(count)))
            let found = try await blobs.content(of: blob.digest)
            #expect(found == bytes)
            let size = try await blobs.open(blob.digest).size
            #expect(size == Int64(count))
        }
    }

    @Test(arguments: Store.allCases)
    func `the same content is kept once`(store: Store) async throws {
        try await store.with { blobs, _ in
            let first = try await blobs.keep(pattern(1000))
            let second = try await blobs.keep(pattern(1000), piece: 7)
            #expect(first == second)
            let all = try await blobs.list(after: nil, most: 10)
            #expect(all == [first])
        }
    }

    @Test(arguments: Store.allCases)
    func `the same content may come from many at once`(store: Store) async throws {
        try await store.with { blobs, _ in
            let bytes = pattern(300_000)
            let digests = try await withThrowingTaskGroup(of: Digest.self) { group in
                for _ in 0..<10 { group.addTask { try await blobs.keep(bytes).digest } }
                return try await group.reduce(into: Set<Digest>()) { $0.insert($1) }
            }
            #expect(digests == [Digest(of: bytes)])
            let found = try await blobs.content(of: Digest(of: bytes))
            #expect(found == bytes)
        }
    }

    @Test(arguments: Store.allCases)
    func `any range can be read`(store: Store) async throws {
        try await store.with { blobs, _ in
            let bytes = pattern(200_000)
            let reader = try await blobs.open(try await blobs.keep(bytes).digest)
            for (offset, most) in [(0, 10), (65_530, 20), (199_999, 5), (100_000, 100_000)] {
                let piece = try await reader.read(offset: Int64(offset), most: most)
                #expect(piece == Array(bytes[offset...].prefix(most)))
            }
            for (offset, most) in [(200_000, 1), (Int64.max, 1), (-1, 1), (0, 0), (0, -1)] as [(Int64, Int)] {
                let piece = try await reader.read(offset: offset, most: most)
                #expect(piece.isEmpty)
            }
        }
    }

    @Test(arguments: Store.allCases)
    func `one read gives a mebibyte at most`(store: Store) async throws {
        try await store.with { blobs, _ in
            let blob = try await blobs.keep(pattern(1_100_000))
            let piece = try await blobs.open(blob.digest).read(offset: 0, most: .max)
            #expect(piece.count == largestBlobRead)
        }
    }

    @Test(arguments: Store.allCases)
    func `what is not there is missing`(store: Store) async throws {
        try await store.with { blobs, _ in
            let digest = Digest(of: "nothing")
            await #expect(throws: BlobError.missing(digest)) { _ = try await blobs.open(digest) }
            await #expect(throws: BlobError.missing(digest)) { try await blobs.withLocalFile(digest) { _ in } }
            let answers = (
                try await blobs.exists(digest), try await blobs.touch(digest), try await blobs.delete(digest)
            )
            #expect(answers == (false, false, false))
        }
    }

    @Test(arguments: Store.allCases)
    func `what was deleted is gone`(store: Store) async throws {
        try await store.with { blobs, _ in
            let blob = try await blobs.keep([1, 2, 3])
            let deleted = try await blobs.delete(blob.digest)
            let exists = try await blobs.exists(blob.digest)
            #expect(deleted && !exists)
        }
    }

    @Test(arguments: Store.allCases)
    func `a writer that was given up leaves no blob and takes nothing more`(store: Store) async throws {
        try await store.with { blobs, _ in
            let writer = try await blobs.makeWriter()
            try await writer.write([1, 2, 3])
            await writer.abort()
            await #expect(throws: BlobError.writerEnded) { try await writer.write([4]) }
            await #expect(throws: BlobError.writerEnded) { try await writer.finish() }
            let all = try await blobs.list(after: nil, most: 10)
            #expect(all.isEmpty)
        }
    }

    @Test(arguments: Store.allCases)
    func `a writer that has finished takes nothing more and keeps its blob`(store: Store) async throws {
        try await store.with { blobs, _ in
            let writer = try await blobs.makeWriter()
            try await writer.write([1, 2, 3])
            let blob = try await writer.finish()
            await #expect(throws: BlobError.writerEnded) { try await writer.write([4]) }
            await writer.abort()
            let exists = try await blobs.exists(blob.digest)
            #expect(exists)
        }
    }

    @Test(arguments: Store.allCases)
    func `a file is taken over`(store: Store) async throws {
        try await store.with { blobs, _ in
            try await withFolder { folder in
                let bytes = pattern(2_500_000)
                try Data(bytes).write(to: URL(fileURLWithPath: folder + "/file"))
                let blob = try await blobs.put(fileAt: folder + "/file")
                #expect(blob.digest == Digest(of: bytes))
                #expect(!FileManager.default.fileExists(atPath: folder + "/file"))
                let found = try await blobs.content(of: blob.digest)
                #expect(found == bytes)
            }
        }
    }

    @Test(arguments: Store.allCases)
    func `a blob can be had as a file`(store: Store) async throws {
        try await store.with { blobs, _ in
            let blob = try await blobs.keep(pattern(5000))
            let bytes = try await blobs.withLocalFile(blob.digest) { path in
                try Data(contentsOf: URL(fileURLWithPath: path))
            }
            #expect(Array(bytes) == pattern(5000))
        }
    }

    @Test(arguments: Store.allCases)
    func `the list goes through all blobs page by page`(store: Store) async throws {
        try await store.with { blobs, _ in
            var kept: Set<Digest> = []
            for seed in 0..<25 { kept.insert(try await blobs.keep(pattern(10, seed: seed * 1000)).digest) }
            var listed: [Digest] = []
            while true {
                let page = try await blobs.list(after: listed.last, most: 7)
                if page.isEmpty { break }
                #expect(page.count <= 7)
                listed += page.map(\.digest)
            }
            #expect(listed == kept.sorted { $0.hex < $1.hex })
        }
    }

    @Test(arguments: Store.allCases)
    func `a walk gives every blob once, also where blobs go meanwhile`(store: Store) async throws {
        try await store.with { blobs, _ in
            var kept: [Blob] = []
            for seed in 0..<25 { kept.append(try await blobs.keep(pattern(seed + 1, seed: seed * 1000))) }
            var walked: [Blob] = []
            try await blobs.forEachBlob(page: 7) { blob in
                walked.append(blob)
                try await blobs.delete(blob.digest)
            }
            #expect(walked == kept.sorted { $0.digest.hex < $1.digest.hex })
        }
    }
}
