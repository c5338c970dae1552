import Basics
import Blobs
import BlobsS3
import Foundation
import Synchronization

/// A blob store on which every claim of the conformance suite is made.
enum Store: String, CaseIterable {
    case memory, disk, s3

    /// The object store only where there is a server for it.
    static var allCases: [Store] { [.memory, .disk] + (ObjectServer.isExpected ? [.s3] : []) }

    /// Runs the body on an empty store, with a clock that the body may set forward.
    func with(_ body: (any BlobStore, TestClock) async throws -> Void) async throws {
        let clock = TestClock()
        switch self {
        case .memory: try await body(MemoryBlobStore(clock: clock.clock), clock)
        case .disk:
            try await withFolder { folder in
                try await body(try DiskBlobStore(root: folder, clock: clock.clock), clock)
            }
        case .s3:
            try await withFolder { folder in
                try await body(try ObjectServer().store(folder: folder, clock: clock.clock), clock)
            }
        }
    }
}

/// The machine's clock, set forward.
final class TestClock: Sendable {
    private let ahead = Mutex(Duration.zero)

    var clock: WallClock {
        WallClock { [self] in .now + ahead.withLock { $0 } }
    }

    func advance(by duration: Duration) {
        ahead.withLock { $0 += duration }
    }
}

/// Gives a folder of its own, which is removed afterwards.
func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("blobs-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
}

/// Bytes that differ from place to place.
func pattern(_ count: Int, seed: Int = 0) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: ($0 &+ seed) &* 2_654_435_761 >> 13) }
}

/// Many bytes, quickly: those of `pattern` again and again, each time with the number of the turn at the start.
func bulk(_ count: Int) -> [UInt8] {
    let block = pattern(65536)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + block.count)
    while bytes.count < count {
        let turn = bytes.count / block.count
        bytes += [UInt8(truncatingIfNeeded: turn), UInt8(truncatingIfNeeded: turn >> 8)]
        bytes += block[2...]
    }
    bytes.removeLast(bytes.count - count)
    return bytes
}

extension BlobStore {
    /// Keeps bytes, written in pieces.
    func keep(_ bytes: [UInt8], piece: Int = 65536) async throws -> Blob {
        let writer = try await makeWriter()
        var rest = bytes[...]
        while !rest.isEmpty {
            try await writer.write(Array(rest.prefix(piece)))
            rest = rest.dropFirst(piece)
        }
        return try await writer.finish()
    }

    func content(of digest: Digest, piece: Int = 65536) async throws -> [UInt8] {
        let reader = try await open(digest)
        var bytes: [UInt8] = []
        while true {
            let piece = try await reader.read(offset: Int64(bytes.count), most: piece)
            if piece.isEmpty { return bytes }
            bytes += piece
        }
    }
}
