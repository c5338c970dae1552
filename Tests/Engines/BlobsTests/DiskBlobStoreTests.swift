import Basics
import Blobs
import Foundation
import Testing

struct DiskBlobStoreTests {
    @Test func `a blob lies in the folder of its first four digits, for reading only`() async throws {
        try await withFolder { folder in
            let blob = try await DiskBlobStore(root: folder).keep([1, 2, 3])
            let hex = blob.digest.hex
            let path = "\(folder)/blobs/\(hex.prefix(2))/\(hex.dropFirst(2).prefix(2))/\(hex)"
            let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(rights == 0o440)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/incoming").isEmpty)
        }
    }

    @Test func `blobs are there again after a restart`() async throws {
        try await withFolder { folder in
            let blob = try await DiskBlobStore(root: folder).keep([1, 2, 3])
            let content = try await DiskBlobStore(root: folder).content(of: blob.digest)
            #expect(content == [1, 2, 3])
        }
    }

    @Test func `a blob of another store on the same disk gets a second name, and outlives its first`() async throws {
        try await withFolder { folder in
            let (first, second) = (try DiskBlobStore(root: folder + "/1"), try DiskBlobStore(root: folder + "/2"))
            let blob = try await first.keep([1, 2, 3])
            #expect(try await second.adopt(blob.digest, from: first))
            #expect(try await second.adopt(blob.digest, from: first))
            try await first.delete(blob.digest)
            #expect(try await second.content(of: blob.digest) == [1, 2, 3])
            #expect(try await !second.adopt(Digest(of: "unknown"), from: first))
        }
    }

    @Test func `the folder may be a link to one on another disk`() async throws {
        try await withFolder { folder in
            try FileManager.default.createDirectory(atPath: folder + "/far", withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/files", withDestinationPath: folder + "/far")
            let blob = try await DiskBlobStore(root: folder + "/files").keep([1, 2, 3])
            #expect(try await DiskBlobStore(root: folder + "/far").content(of: blob.digest) == [1, 2, 3])
        }
    }

    @Test func `a writer that is dropped leaves nothing`() async throws {
        try await withFolder { folder in
            let store = try DiskBlobStore(root: folder)
            do {
                let writer = try await store.makeWriter()
                try await writer.write([1, 2, 3])
            }
            try await eventually { try FileManager.default.contentsOfDirectory(atPath: folder + "/incoming").isEmpty }
        }
    }

    @Test func `a reader goes on when its blob is deleted`() async throws {
        try await withFolder { folder in
            let store = try DiskBlobStore(root: folder)
            let blob = try await store.keep([1, 2, 3])
            let reader = try await store.open(blob.digest)
            try await store.delete(blob.digest)
            let content = try await reader.read(offset: 0, most: 10)
            #expect(content == [1, 2, 3])
        }
    }

    @Test func `a process that is killed while it writes leaves no blob, and the sweep takes the rest`() async throws {
        try await withFolder { folder in
            await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
                let writer = try await DiskBlobStore(root: folder).makeWriter()
                try await writer.write([1, 2, 3])
                kill(getpid(), SIGKILL)
            }
            let clock = TestClock()
            let store = try DiskBlobStore(root: folder, clock: clock.clock)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/incoming").count == 1)
            let blobs = try await store.list(after: nil, most: 10)
            #expect(blobs.isEmpty)
            let early = try await store.sweep(olderThan: .seconds(1800)) { _ in [] }
            clock.advance(by: .seconds(3600))
            let late = try await store.sweep(olderThan: .seconds(1800)) { _ in [] }
            #expect(early.leftovers == 0 && late.leftovers == 1)
        }
    }

    @Test func `what a crash left in the trash is put back when it is needed and removed when not`() async throws {
        try await withFolder { folder in
            let clock = TestClock()
            let store = try DiskBlobStore(root: folder, clock: clock.clock)
            let needed = try await store.keep([1])
            let unneeded = try await store.keep([2])
            for blob in [needed, unneeded] {
                let hex = blob.digest.hex
                try FileManager.default.moveItem(
                    atPath: "\(folder)/blobs/\(hex.prefix(2))/\(hex.dropFirst(2).prefix(2))/\(hex)",
                    toPath: "\(folder)/trash/\(hex)")
            }
            clock.advance(by: .seconds(3600))
            let result = try await store.sweep(olderThan: .seconds(1800)) { _ in [needed.digest] }
            let content = try await store.content(of: needed.digest)
            #expect(result.blobs == 1 && result.spared == 1 && content == [1])
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/trash").isEmpty)
        }
    }

    @Test(.enabled(if: getuid() == 0, "needs the right to mount"))
    func `a full disk is told as such, and the room is given back`() async throws {
        try await withFolder { folder in
            guard mount("tmpfs", folder, "tmpfs", 0, "size=1m") == 0 else { return }
            defer { umount(folder) }
            let store = try DiskBlobStore(root: folder)
            let small = try await store.keep(pattern(100_000))
            let writer = try await store.makeWriter()
            let error = await #expect(throws: BlobError.self) {
                for _ in 0..<100 { try await writer.write(pattern(65536)) }
            }
            guard case .full = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/incoming").isEmpty)
            let content = try await store.content(of: small.digest)
            let other = try await store.keep(pattern(500_000))
            #expect(content.count == 100_000 && other.size == 500_000)
        }
    }

    @Test(.enabled(if: getuid() == 0, "needs the right to mount"))
    func `a file on another disk is copied`() async throws {
        try await withFolder { folder in
            try await withFolder { other in
                guard mount("tmpfs", other, "tmpfs", 0, "size=4m") == 0 else { return }
                defer { umount(other) }
                try Data(pattern(2_000_000)).write(to: URL(fileURLWithPath: other + "/file"))
                let store = try DiskBlobStore(root: folder)
                let blob = try await store.put(fileAt: other + "/file")
                let content = try await store.content(of: blob.digest)
                #expect(content == pattern(2_000_000))
                #expect(!FileManager.default.fileExists(atPath: other + "/file"))
            }
        }
    }
}

/// Waits up to a minute for something to become true.
func eventually(_ condition: () async throws -> Bool) async throws {
    for _ in 0..<6000 {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("it did not come true within a minute")
}
