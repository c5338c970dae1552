import Testing
import Zip

struct ZipArchiveTests {
    /// "hello hello hello hello\n" as a raw DEFLATE stream with the fixed code.
    static let deflated: [UInt8] = [0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x57, 0xC8, 0x40, 0x27, 0xB9, 0x00]
    static let plain = Array("hello hello hello hello\n".utf8)

    static var member: ZipBuilder.Member {
        .init(
            name: "folder/Hello.txt", packed: deflated, method: 8, crc: ZipBuilder.Member.checksum(plain),
            size: UInt64(plain.count))
    }

    func open(_ builder: ZipBuilder, limits: ZipLimits = .standard) throws -> ZipArchive {
        let file = try TemporaryFile(builder.bytes)
        return try withExtendedLifetime(file) { try ZipArchive(path: file.path, limits: limits) }
    }

    func read(_ name: String, of builder: ZipBuilder) throws -> [UInt8] {
        let file = try TemporaryFile(builder.bytes)
        let archive = try ZipArchive(path: file.path)
        return try withExtendedLifetime(file) { try archive.bytes(of: #require(archive.entry(named: name))) }
    }

    @Test func `stored and deflated entries give their bytes`() throws {
        let builder = ZipBuilder(members: [.stored("a", "abc"), Self.member])
        #expect(try read("a", of: builder) == Array("abc".utf8))
        #expect(try read("folder/Hello.txt", of: builder) == Self.plain)
    }

    @Test func `an entry reads the same in pieces of one byte`() throws {
        let file = try TemporaryFile(ZipBuilder(members: [Self.member]).bytes)
        let archive = try ZipArchive(path: file.path)
        let reader = try archive.open(archive.entries[0])
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while try withUnsafeMutableBytes(of: &byte, { try reader.read(into: $0) }) == 1 { bytes.append(byte) }
        #expect(bytes == Self.plain)
        #expect(reader.position == UInt64(Self.plain.count))
    }

    @Test func `names match exactly first, then without regard to case, slashes and a leading slash`() throws {
        let archive = try open(
            ZipBuilder(members: [.stored("XL\\Workbook.xml", "1"), .stored("a", "2"), .stored("A", "3")]))
        #expect(archive.entry(named: "/xl/workbook.xml")?.name == "XL\\Workbook.xml")
        #expect(archive.entry(named: "a")?.crc32 == archive.entries[1].crc32)
        #expect(archive.entry(named: "A")?.crc32 == archive.entries[2].crc32)
        #expect(archive.entry(named: "b") == nil)
    }

    @Test func `a comment, junk before and junk after are tolerated`() throws {
        let builder = ZipBuilder(
            prefix: Array("#!/bin/sh\n".utf8), members: [Self.member], comment: Array("a comment".utf8),
            trailing: [0, 0, 0])
        #expect(try read("folder/Hello.txt", of: builder) == Self.plain)
    }

    @Test func `Zip64 records and data descriptors are understood`() throws {
        var member = Self.member
        member.zip64 = true
        member.hasDescriptor = true
        let builder = ZipBuilder(members: [member, .stored("b", "b")], zip64End: true)
        #expect(try read("folder/Hello.txt", of: builder) == Self.plain)
        #expect(try read("b", of: builder) == [0x62])
    }

    @Test func `packed bytes can be copied as they are`() throws {
        let file = try TemporaryFile(ZipBuilder(members: [Self.member]).bytes)
        let archive = try ZipArchive(path: file.path)
        var copy: [UInt8] = []
        try archive.copyCompressedBytes(of: archive.entries[0]) { copy.append(contentsOf: $0) }
        #expect(copy == Self.deflated)
        #expect(try archive.dataOffset(of: archive.entries[0]) == 30 + 16)
    }

    @Test func `what is no archive is told from what is cut off`() throws {
        let bytes = ZipBuilder(members: [Self.member]).bytes
        for length in stride(from: 4, to: bytes.count, by: 1) {
            let file = try TemporaryFile(Array(bytes[..<length]))
            #expect(throws: ZipError.self) { try ZipArchive(path: file.path) }
        }
        let half = try TemporaryFile(Array(bytes[..<40]))
        #expect(throws: ZipError.truncated(what: "it begins like one, and its central directory is missing")) {
            try ZipArchive(path: half.path)
        }
        let text = try TemporaryFile(Array("a;b;c\n".utf8))
        #expect(throws: ZipError.notAnArchive) { try ZipArchive(path: text.path) }
        let empty = try TemporaryFile([])
        #expect(throws: ZipError.notAnArchive) { try ZipArchive(path: empty.path) }
    }

    @Test func `encryption, foreign methods and volumes are refused by name`() throws {
        var encrypted = Self.member
        encrypted.flags = 1
        #expect(throws: ZipError.encrypted(entry: encrypted.name)) {
            try read(encrypted.name, of: ZipBuilder(members: [encrypted]))
        }
        var packed = Self.member
        packed.method = 12
        #expect(throws: ZipError.unsupportedMethod(entry: packed.name, method: 12)) {
            try read(packed.name, of: ZipBuilder(members: [packed]))
        }
        #expect(throws: ZipError.multipleVolumes) { try open(ZipBuilder(members: [Self.member], disk: 1)) }
    }

    @Test func `a wrong checksum or size is noticed at the end`() throws {
        var wrong = Self.member
        wrong.crc ^= 1
        #expect(throws: ZipError.checksumMismatch(entry: wrong.name, expected: wrong.crc, found: wrong.crc ^ 1)) {
            try read(wrong.name, of: ZipBuilder(members: [wrong]))
        }
        for size in [23, 25] as [UInt64] {
            var wrong = Self.member
            wrong.size = size
            #expect(throws: ZipError.self) { try read(wrong.name, of: ZipBuilder(members: [wrong])) }
        }
    }

    @Test func `damaged packed data is an error, wherever the damage is`() throws {
        for index in Self.deflated.indices {
            for bit in 0..<8 {
                var damaged = Self.member
                damaged.packed[index] ^= 1 << UInt8(bit)
                // The unused bits after the last code are nobody's.
                if (try? read(damaged.name, of: ZipBuilder(members: [damaged]))) != nil {
                    #expect(index == Self.deflated.count - 1)
                }
            }
        }
        var short = Self.member
        short.packed.removeLast(3)
        #expect(throws: ZipError.corruptData(entry: short.name)) {
            try read(short.name, of: ZipBuilder(members: [short]))
        }
    }

    @Test func `entries that share bytes are refused`() throws {
        var second = Self.member
        second.name = "second"
        second.claimedOffset = 0
        #expect(throws: ZipError.overlappingEntries(Self.member.name, "second")) {
            try open(ZipBuilder(members: [Self.member, second]))
        }
    }

    @Test func `an entry that lies outside the archive is refused`() throws {
        for offset in [1_000_000, .max - 1, .max] as [UInt64] {
            var member = Self.member
            member.zip64 = true
            member.claimedOffset = offset
            #expect(throws: ZipError.self) { try open(ZipBuilder(members: [member])) }
        }
    }

    @Test func `each limit refuses what is over it and says how to raise it`() throws {
        let builder = ZipBuilder(members: [.stored("first", "12345"), .stored("second", "1234567")])
        func refusal(_ change: (inout ZipLimits) -> Void) -> String {
            var limits = ZipLimits.standard
            change(&limits)
            do {
                _ = try open(builder, limits: limits)
                return "taken"
            } catch {
                return "\(error)"
            }
        }
        #expect(refusal { _ in } == "taken")
        #expect(refusal { $0.maximumEntries = 1 }.contains("Raise ZipLimits.maximumEntries"))
        #expect(refusal { $0.maximumNameBytes = 5 }.contains("'second' is over a limit"))
        #expect(refusal { $0.maximumDirectoryBytes = 50 }.contains("maximumDirectoryBytes"))
        #expect(refusal { $0.maximumEntryBytes = 6 }.contains("allows 6, found 7"))
        #expect(refusal { $0.maximumTotalBytes = 11 }.contains("allows 11, found 12"))
        #expect(
            refusal {
                $0.maximumRatio = 0
                $0.ratioJudgedFrom = 5
            }.contains("maximumRatio"))
    }

    @Test func `an entry that inflates to more than it declares stops there`() throws {
        var bomb = Self.member
        bomb.size = 3
        #expect(throws: ZipError.sizeMismatch(entry: bomb.name, expected: 3, found: 11)) {
            try read(bomb.name, of: ZipBuilder(members: [bomb]))
        }
    }
}
