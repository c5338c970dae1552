/// How much of an archive is taken before it is refused.
public struct ZipLimits: Sendable, Equatable {
    /// Entries in the central directory.
    public var maximumEntries: UInt64 = 20_000
    /// Bytes of one entry's name.
    public var maximumNameBytes: UInt64 = 1024
    /// Bytes of the central directory, which is held in memory.
    public var maximumDirectoryBytes: UInt64 = 16 << 20
    /// Bytes of one entry when inflated.
    public var maximumEntryBytes: UInt64 = 2 << 30
    /// Bytes of all entries together when inflated.
    public var maximumTotalBytes: UInt64 = 4 << 30
    /// Bytes of an entry that is inflated into memory as a whole.
    public var maximumBytesAtOnce: UInt64 = 16 << 20
    /// Inflated bytes for each packed byte; judged only for entries larger than `ratioJudgedFrom`.
    public var maximumRatio: UInt64 = 500
    /// Inflated bytes up to which an entry may be packed as tightly as it likes: a sheet of a million equal rows is
    /// honest.
    public var ratioJudgedFrom: UInt64 = 256 << 20

    public init() {}

    public static let standard = ZipLimits()
}
