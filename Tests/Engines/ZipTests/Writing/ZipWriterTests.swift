import Foundation
import Testing

@testable import Zip

struct ZipWriterTests {
    let folder = WritingFolder()

    func bytes(_ name: String, in path: String) throws -> [UInt8] {
        let archive = try ZipArchive(path: path)
        return try archive.bytes(of: #require(archive.entry(named: name)))
    }

    @Test(arguments: [ZipCompression.stored, .deflated(level: 0), .deflated(level: 1), .deflated(level: 3)])
    func `what is written is read back, by us and by Python`(compression: ZipCompression) throws {
        let path = folder.path("a.zip")
        let large = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }
        let writer = try ZipWriter(path: path)
        try writer.add("empty", [], compression: compression)
        try writer.add("café/é.txt", Array("hello".utf8), compression: compression)
        try writer.open("large", compression: compression)
        for start in stride(from: 0, to: large.count, by: 70_001) {
            try writer.write(Array(large[start..<min(start + 70_001, large.count)]))
        }
        try writer.close()
        try writer.finish()

        #expect(try bytes("empty", in: path) == [])
        #expect(try bytes("café/é.txt", in: path) == Array("hello".utf8))
        #expect(try bytes("large", in: path) == large)
        #expect(try folder.pythonTests(path) == "empty,café/é.txt,large None")
    }

    @Test func `the same content gives the same bytes`() throws {
        for name in ["1", "2"] {
            let writer = try ZipWriter(path: folder.path(name))
            try writer.add("a", Array(repeating: 7, count: 100_000))
            try writer.finish()
        }
        #expect(try Data(contentsOf: folder.url("1")) == Data(contentsOf: folder.url("2")))
    }

    @Test func `an entry is copied as it is packed, with its time`() throws {
        let source = folder.path("source.zip")
        let first = try ZipWriter(
            path: source, timestamp: ZipTimestamp(year: 2024, month: 2, day: 29, hour: 12, minute: 30, second: 58))
        try first.add("a", Array(repeating: 65, count: 10_000), compression: .deflated(level: 3))
        try first.add("ü", [1, 2, 3], compression: .stored)
        try first.finish()
        let archive = try ZipArchive(path: source)

        let copy = try ZipWriter(path: folder.path("copy.zip"))
        for entry in archive.entries { try copy.copy(entry, from: archive) }
        try copy.finish()
        #expect(try Data(contentsOf: folder.url("copy.zip")) == Data(contentsOf: folder.url("source.zip")))
    }

    @Test func `numbers beyond 32 bits and 65,535 entries are written as Zip64`() throws {
        let path = folder.path("wide.zip")
        let writer = try ZipWriter(path: path, timestamp: .epoch, zip64From: 1000)
        try writer.add("large", Array(repeating: 1, count: 5000), compression: .stored)
        try writer.add("small", [1])
        try writer.finish()
        #expect(try bytes("large", in: path) == Array(repeating: 1, count: 5000))
        #expect(try folder.pythonTests(path) == "large,small None")

        let copied = try ZipWriter(path: folder.path("copied.zip"), timestamp: .epoch, zip64From: 1000)
        let archive = try ZipArchive(path: path)
        for entry in archive.entries { try copied.copy(entry, from: archive) }
        try copied.finish()
        #expect(try folder.pythonTests(folder.path("copied.zip")) == "large,small None")

        let many = try ZipWriter(path: folder.path("many.zip"))
        for index in 0..<66_000 { try many.add("\(index)", [], compression: .stored) }
        try many.finish()
        var limits = ZipLimits.standard
        limits.maximumEntries = 100_000
        #expect(try ZipArchive(path: folder.path("many.zip"), limits: limits).entries.count == 66_000)
    }

    @Test func `a full disk is told apart from other failures`() throws {
        #expect(throws: ZipWriteError.diskFull(path: "/dev/full")) {
            let writer = try ZipWriter(path: "/dev/full")
            try writer.add("a", Array(repeating: 0, count: 1_000_000), compression: .stored)
        }
        #expect(throws: ZipWriteError.io(operation: "open", path: "/no/such/folder", errno: ENOENT)) {
            try ZipWriter(path: "/no/such/folder")
        }
    }

    @Test func `an archive that is not finished leaves no file`() throws {
        var writer: ZipWriter? = try ZipWriter(path: folder.path("half.zip"))
        try writer?.add("a", [1])
        writer = nil
        #expect(!FileManager.default.fileExists(atPath: folder.path("half.zip")))
    }

    @Test func `calls in the wrong order and names used twice are refused`() throws {
        let writer = try ZipWriter(path: folder.path("order.zip"))
        #expect(throws: ZipWriteError.self) { try writer.write([1]) }
        try writer.open("a")
        #expect(throws: ZipWriteError.self) { try writer.open("b") }
        #expect(throws: ZipWriteError.self) { try writer.finish() }
        try writer.close()
        #expect(throws: ZipWriteError.invalidName("a")) { try writer.open("a") }
        #expect(throws: ZipWriteError.invalidName("")) { try writer.open("") }
        try writer.finish()
        #expect(throws: ZipWriteError.self) { try writer.open("c") }
    }
}
