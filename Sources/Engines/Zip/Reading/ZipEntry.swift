/// One member of an archive, as the central directory describes it (APPNOTE 4.3.12).
public struct ZipEntry: Sendable, Equatable {
    /// The name as written, slashes and all; never used as a path on a disk.
    public let name: String
    /// The name's bytes as they stand in the archive.
    public let nameBytes: [UInt8]
    /// 0 is stored, 8 deflated.
    public let method: UInt16
    /// General purpose bits: 0 encrypted, 3 sizes follow the data, 11 the name is UTF-8.
    public let flags: UInt16
    public let crc32: UInt32
    public let compressedSize: UInt64
    public let uncompressedSize: UInt64
    /// Where the local header starts, counted from the start of the file (junk before the archive included).
    public let localHeaderOffset: UInt64
    /// Time and date of the last change in the DOS form.
    public let dosTime: UInt16
    public let dosDate: UInt16
    public let versionMadeBy: UInt16
    public let versionNeeded: UInt16
    public let internalAttributes: UInt16
    public let externalAttributes: UInt32
    /// The extra fields of the central directory, Zip64 field included.
    public let extra: [UInt8]
    public let comment: [UInt8]

    public var isEncrypted: Bool { flags & 1 != 0 }
    /// A folder has no bytes of its own, only a name that ends in a slash.
    public var isDirectory: Bool { nameBytes.last == UInt8(ascii: "/") }
}
