import Zip

/// The bytes of a part as UTF-8: a byte order mark is left out, UTF-16 is converted (XML 1.0, appendix F).
final class PartSource {
    let part: String
    /// Whether the part was UTF-16.
    private(set) var isConverted = false

    private let reader: Reader
    private var started = false
    private var held: [UInt8] = []
    private var converter: UTF16Converter?

    private enum Reader {
        case direct(ZipEntryReader)
        case ahead(ZipReadAhead)
    }

    /// Reads an entry that is worth it on a second core.
    init(_ entry: ZipEntry, in archive: ZipArchive, part: String) throws(ZipError) {
        self.part = part
        if entry.uncompressedSize >= ZipReadAhead.smallestEntry, entry.method == 8, ZipReadAhead.hasSpareCore,
            let ahead = ZipReadAhead(try archive.open(entry))
        {
            reader = .ahead(ahead)
        } else {
            reader = .direct(try archive.open(entry))
        }
    }

    /// Fills as much of the buffer as it can (at least 16 bytes long); 0 means the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(XLSXError) -> Int {
        if !started { try start() }
        if !held.isEmpty {
            let count = min(held.count, buffer.count)
            buffer.copyBytes(from: held[..<count])
            held.removeFirst(count)
            return count
        }
        guard converter != nil else { return try readRaw(into: buffer) }
        while held.isEmpty {
            var raw = [UInt8](repeating: 0, count: 64 << 10)
            let count = try readRaw(into: &raw)
            guard count > 0 else {
                held = converter?.finish() ?? []
                if held.isEmpty { return 0 }
                break
            }
            held = converter?.convert(raw[..<count]) ?? []
        }
        return try read(into: buffer)
    }

    /// Inflates what is left and throws it away, so that size and checksum are verified.
    func drain() throws(XLSXError) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
        defer { buffer.deallocate() }
        while try readRaw(into: buffer) > 0 {}
    }

    private func start() throws(XLSXError) {
        started = true
        var first = [UInt8](repeating: 0, count: 4)
        var count = 0
        while count < 4 {
            let read = try first.withUnsafeMutableBufferPointer { bytes throws(XLSXError) in
                try readRaw(into: UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: bytes[count...])))
            }
            guard read > 0 else { break }
            count += read
        }
        first.removeLast(4 - count)
        switch (first.first, first.dropFirst().first) {
        case (0xFF, 0xFE): convert(first.dropFirst(2), bigEndian: false)
        case (0xFE, 0xFF): convert(first.dropFirst(2), bigEndian: true)
        case (0x3C, 0): convert(first[...], bigEndian: false)
        case (0, 0x3C): convert(first[...], bigEndian: true)
        case (0xEF, 0xBB) where count >= 3 && first[2] == 0xBF: held = Array(first.dropFirst(3))
        default: held = first
        }
    }

    private func convert(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) {
        var converter = UTF16Converter(bigEndian: bigEndian)
        held = converter.convert(bytes)
        self.converter = converter
        isConverted = true
    }

    private func readRaw(into raw: inout [UInt8]) throws(XLSXError) -> Int {
        try raw.withUnsafeMutableBufferPointer { bytes throws(XLSXError) in
            try readRaw(into: UnsafeMutableRawBufferPointer(bytes))
        }
    }

    private func readRaw(into buffer: UnsafeMutableRawBufferPointer) throws(XLSXError) -> Int {
        do {
            switch reader {
            case .direct(let reader): return try reader.read(into: buffer)
            case .ahead(let reader): return try reader.read(into: buffer)
            }
        } catch {
            throw .archive(error)
        }
    }
}

/// Turns UTF-16 into UTF-8 piece by piece; unpaired surrogates become U+FFFD.
private struct UTF16Converter {
    let bigEndian: Bool
    private var oddByte: UInt8?
    private var highSurrogate: UInt16?

    init(bigEndian: Bool) { self.bigEndian = bigEndian }

    mutating func convert(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2 + 2)
        if let highSurrogate { units.append(highSurrogate) }
        highSurrogate = nil
        for byte in bytes {
            guard let first = oddByte else {
                oddByte = byte
                continue
            }
            oddByte = nil
            units.append(
                bigEndian ? UInt16(first) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(first))
        }
        if let last = units.last, last & 0xFC00 == 0xD800 { highSurrogate = units.removeLast() }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    mutating func finish() -> [UInt8] {
        defer {
            highSurrogate = nil
            oddByte = nil
        }
        return highSurrogate == nil && oddByte == nil ? [] : [0xEF, 0xBF, 0xBD]
    }
}
