import Foundation
import Testing

@testable import Zip

/// What a second thread inflates is what the entry holds, and it stops when nobody wants more.
struct ZipReadAheadTests {
    let folder = WritingFolder()

    /// An archive with one deflated entry of so many bytes.
    func archive(of size: Int, spoiling: Bool = false) throws -> (archive: ZipArchive, bytes: [UInt8]) {
        let path = folder.path("\(UUID().uuidString).zip")
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 9) }
        let writer = try ZipWriter(path: path)
        try writer.add("entry", bytes, compression: .deflated(level: 1))
        try writer.finish()
        if spoiling {
            var file = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
            file[file.count / 2] ^= 0x55
            try Data(file).write(to: URL(fileURLWithPath: path))
        }
        return (try ZipArchive(path: path), bytes)
    }

    func ahead(_ archive: ZipArchive) throws -> ZipReadAhead {
        let entry = try #require(archive.entry(named: "entry"))
        return try #require(ZipReadAhead(try archive.open(entry)))
    }

    @Test(arguments: [0, 1, 131_072, 524_288, 2_500_001])
    func `all bytes come, whatever the size of the entry and of the pieces asked for`(size: Int) throws {
        let (archive, bytes) = try archive(of: size)
        let ahead = try ahead(archive)
        var read: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 100_003)
        while true {
            let count = try piece.withUnsafeMutableBytes { try ahead.read(into: $0) }
            if count == 0 { break }
            read += piece[..<count]
        }
        #expect(read == bytes)
        #expect(try piece.withUnsafeMutableBytes { try ahead.read(into: $0) } == 0, "the end stays the end")
    }

    @Test func `what is wrong with an entry is told to whoever reads it, each time`() throws {
        let ahead = try ahead(try archive(of: 2_000_000, spoiling: true).archive)
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        #expect(throws: ZipError.self) {
            while try piece.withUnsafeMutableBytes({ try ahead.read(into: $0) }) > 0 {}
        }
        #expect(throws: ZipError.self) { try piece.withUnsafeMutableBytes { try ahead.read(into: $0) } }
    }

    @Test func `readers that are let go early leave no threads behind`() throws {
        let (archive, _) = try archive(of: 3_000_000)
        let before = try threads()
        for _ in 0..<200 {
            let ahead = try ahead(archive)
            var piece = [UInt8](repeating: 0, count: 100)
            _ = try piece.withUnsafeMutableBytes { try ahead.read(into: $0) }
        }
        #expect(try threads() < before + 100)
    }

    private func threads() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count
    }
}
