public import Zip

/// A package of parts and relationships (ECMA-376 Part 2), which is what every Office file is.
public final class Package: Sendable {
    public let archive: ZipArchive
    public let contentTypes: ContentTypes
    public let limits: XLSXLimits

    init(path: String, limits: XLSXLimits) throws(XLSXError) {
        do {
            archive = try ZipArchive(path: path, limits: limits.zip)
        } catch .notAnArchive {
            throw .notAWorkbook(try FileKind(of: path))
        } catch {
            throw .archive(error)
        }
        self.limits = limits
        if archive.entries.contains(where: { $0.isEncrypted && !$0.isDirectory }) {
            throw .notAWorkbook(.encryptedArchive)
        }
        if let entry = archive.entry(named: ContentTypes.part) {
            try Self.checkSize(of: entry, limits)
            contentTypes = try ContentTypes(Self.scanner(entry, in: archive, limits))
        } else {
            contentTypes = ContentTypes()
        }
    }

    /// The arrows that leave a part, or the package itself for an empty name; none if nothing is written about it.
    public func relationships(of part: String) throws(XLSXError) -> [Relationship] {
        guard let entry = archive.entry(named: PartName.relationships(of: part)) else { return [] }
        try Self.checkSize(of: entry, limits)
        var xml = try Self.scanner(entry, in: archive, limits)
        var found: [Relationship] = []
        while true {
            let event = try xml.next()
            if event == .finished { return found }
            guard event == .start, xml.name == XMLName("Relationship") else { continue }
            let values = try xml.attributes(["Id", "Type", "Target", "TargetMode"])
            guard let id = values[0], let type = values[1], let target = values[2] else { continue }
            let isExternal = values[3]?.lowercased() == "external"
            found.append(
                Relationship(
                    id: id, type: type, target: target,
                    part: isExternal ? target : PartName.resolve(target, from: part), isExternal: isExternal))
            try xml.check("maximumListItems", limits.maximumListItems, found.count)
        }
    }

    /// The entry that holds a part; names ignore case, and `%20` stands for a space where it must.
    public func entry(of part: String) -> ZipEntry? {
        if let entry = archive.entry(named: part) { return entry }
        let plain = Self.withoutPercents(part)
        return plain == part ? nil : archive.entry(named: plain)
    }

    /// Starts to scan a part; a part that is not there is an error.
    func scanner(of part: String, window: Int = 64 << 10) throws(XLSXError) -> XMLScanner {
        guard let entry = entry(of: part) else { throw .missingPart(part) }
        return try Self.scanner(entry, in: archive, limits, window: window)
    }

    /// Starts to scan a part that is held in memory, in whole or as a list.
    func smallScanner(of part: String) throws(XLSXError) -> XMLScanner {
        if let entry = entry(of: part) { try Self.checkSize(of: entry, limits) }
        return try scanner(of: part)
    }

    static func checkSize(of entry: ZipEntry, _ limits: XLSXLimits) throws(XLSXError) {
        guard entry.uncompressedSize <= UInt64(max(limits.maximumPartBytes, 0)) else {
            throw .limitExceeded(
                limit: "maximumPartBytes", allowed: limits.maximumPartBytes,
                found: Int(clamping: entry.uncompressedSize), part: entry.name)
        }
    }

    private static func scanner(
        _ entry: ZipEntry, in archive: ZipArchive, _ limits: XLSXLimits, window: Int = 16 << 10
    ) throws(XLSXError) -> XMLScanner {
        do {
            return XMLScanner(
                try PartSource(entry, in: archive, part: entry.name), limits: limits, window: window)
        } catch {
            throw .archive(error)
        }
    }

    private static func withoutPercents(_ name: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(name.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
