import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The time zones that the operating system knows, each read once.
///
/// The system keeps them up to date (Debian's package is tzdata); a server that runs sees a newer version after its next
/// start.
public final class ZoneDatabase: Sendable {
    private let folder: String
    private let known = Mutex<[String: ZoneRules]>([:])

    public init(folder: String = "/usr/share/zoneinfo") {
        self.folder = folder
    }

    /// The rules of a zone by its IANA name, as in `America/New_York`.
    public func rules(of name: String) throws(ZoneError) -> ZoneRules {
        if name == "UTC" { return .utc }
        if let rules = known.withLock({ $0[name] }) { return rules }
        guard ZoneDatabase.isName(name) else { throw .unknown(name: name) }
        guard let bytes = ZoneDatabase.content(of: "\(folder)/\(name)") else {
            throw access(folder, F_OK) == 0 ? .unknown(name: name) : .noDatabase(folder: folder)
        }
        // The folder has lists beside the zones, and copies of the zones in folders of their own.
        guard bytes.starts(with: "TZif".utf8), !name.hasPrefix("posix/"), !name.hasPrefix("right/") else {
            throw .unknown(name: name)
        }
        let rules = try ZoneFile.rules(name: name, bytes)
        known.withLock { $0[name] = rules }
        return rules
    }

    /// One to three words of letters, digits, `_`, `+` and `-` with slashes between them, the first in capitals.
    private static func isName(_ name: String) -> Bool {
        let words = name.split(separator: "/", omittingEmptySubsequences: false)
        return name.utf8.count <= 64 && words.count <= 3 && name.utf8.first.map { $0 &- 0x41 < 26 } == true
            && words.allSatisfy { word in
                !word.isEmpty
                    && word.utf8.allSatisfy {
                        ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x5F || $0 == 0x2B || $0 == 0x2D
                    }
            }
    }

    /// Nil where there is no such file, or one that is too large for a zone.
    private static func content(of path: String) -> [UInt8]? {
        let most = 1 << 17
        guard let file = fopen(path, "rbe") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: most)
        let count = fread(&bytes, 1, most, file)
        guard count > 0, count < most else { return nil }
        return Array(bytes[..<count])
    }
}
