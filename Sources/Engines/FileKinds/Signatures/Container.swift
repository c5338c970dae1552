/// The format that a file's first bytes claim; what it really is shows in its structure.
enum Container {
    case png, jpeg, gif, bmp, tiff, riff, ogg, isoMedia, mp3
    case pdf, rtf, zip, compound

    /// - Parameter head: 1 KiB or more, or all there is.
    init?(_ head: ByteView) {
        guard let first = head.u8(0) else { return nil }
        switch first {
        case 0x89 where head.u64be(0) == 0x8950_4E47_0D0A_1A0A: self = .png
        case 0xFF where head.u8(1) == 0xD8 && head.u8(2) == 0xFF: self = .jpeg
        case 0xFF where (head.u8(1) ?? 0) & 0xE0 == 0xE0: self = .mp3
        case 0x47 where head.has("GIF87a", at: 0) || head.has("GIF89a", at: 0): self = .gif
        case 0x42 where head.has("BM", at: 0) && BitmapImage.isHeader(head): self = .bmp
        case 0x49 where head.u32be(0) == 0x4949_2A00 || head.u32be(0) == 0x4949_2B00: self = .tiff
        case 0x4D where head.u32be(0) == 0x4D4D_002A || head.u32be(0) == 0x4D4D_002B: self = .tiff
        case 0x49 where head.has("ID3", at: 0) && (2...4).contains(head.u8(3) ?? 0): self = .mp3
        case 0x52 where head.has("RIFF", at: 0): self = .riff
        case 0x4F where head.has("OggS", at: 0) && head.u8(4) == 0: self = .ogg
        case 0x7B where head.has("{\\rtf", at: 0): self = .rtf
        case 0x50 where head.u32be(0) == 0x504B_0304 || head.u32be(0) == 0x504B_0506: self = .zip
        case 0xD0 where head.u64be(0) == 0xD0CF_11E0_A1B1_1AE1: self = .compound
        case _ where head.has("ftyp", at: 4): self = .isoMedia
        case _ where head.prefix(PDFDocument.headerWithin + 5).first("%PDF-") != nil: self = .pdf
        default: return nil
        }
    }

    /// Whether a text may begin so by chance.
    func isWeak(_ head: ByteView) -> Bool {
        switch self {
        case .gif, .riff, .ogg, .isoMedia, .mp3: true
        case .pdf: !head.has("%PDF-", at: 0)
        case .png, .jpeg, .bmp, .tiff, .rtf, .zip, .compound: false
        }
    }

    /// The kind that the first bytes promise; of several the one that the name promises.
    func likelyKind(_ head: ByteView, named: FileKind?) -> FileKind {
        switch self {
        case .png: .png
        case .jpeg: .jpg
        case .gif: .gif
        case .bmp: .bmp
        case .tiff: .tiff
        case .ogg: .ogg
        case .mp3: .mp3
        case .pdf: .pdf
        case .rtf: .rtf
        case .riff: RIFF.kind(head)
        case .isoMedia: ISOMedia.kind(head)
        case .zip: if let named, named.isZipBased { named } else { .zip }
        case .compound: if let named, named.isCompound { named } else { .unknown }
        }
    }

    /// What the file's structure says: its kind, or `unknown` where it does not keep what the first bytes promise.
    func inspect(_ file: borrowing FileBytes) throws(FileKindError) -> FileInspection {
        switch self {
        case .png: FileInspection(PortableNetworkGraphics.isHeader(file.head) ? .png : .unknown)
        case .jpeg: FileInspection(try JPEG.hasFrame(file) ? .jpg : .unknown)
        case .gif: FileInspection(GraphicsInterchange.isHeader(file.head) ? .gif : .unknown)
        case .bmp: FileInspection(.bmp)
        case .tiff: FileInspection(try TaggedImage.hasDirectory(file) ? .tiff : .unknown)
        case .riff: FileInspection(RIFF.kind(file.head))
        case .ogg: FileInspection(Ogg.kind(file.head))
        case .isoMedia: FileInspection(ISOMedia.kind(file.head))
        case .mp3: FileInspection(try MPEGAudio.hasFrames(file) ? .mp3 : .unknown)
        case .pdf: FileInspection(try PDFDocument.hasTrailer(file) ? .pdf : .unknown)
        case .rtf: FileInspection(.rtf)
        case .zip: try file.path.map(ZipPackage.inspect) ?? FileInspection(.unknown)
        case .compound: try CompoundFile.inspect(file)
        }
    }
}
