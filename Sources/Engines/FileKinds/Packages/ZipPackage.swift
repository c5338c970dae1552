import Zip

/// Documents that are Zip archives on the outside: Office Open XML (ECMA-376, part 2) and OpenDocument (part 3).
///
/// One counts as what it says only if its main part is there; other archives are `zip`, damaged ones `unknown`.
enum ZipPackage {
    private static let limits: ZipLimits = {
        var limits = ZipLimits()
        limits.maximumBytesAtOnce = 1 << 20
        return limits
    }()

    static func inspect(fileAt path: String) throws(FileKindError) -> FileInspection {
        do throws(ZipError) {
            let archive = try ZipArchive(path: path, limits: limits)
            if let document = try officeDocument(archive) { return document }
            return try openDocument(archive) ?? FileInspection(.zip)
        } catch {
            if case .io(let operation, let code) = error {
                throw .unreadable(path: path, operation: operation, code: code)
            }
            return FileInspection(.unknown)
        }
    }

    private static func officeDocument(_ archive: ZipArchive) throws(ZipError) -> FileInspection? {
        guard let entry = archive.entry(named: "[Content_Types].xml") else { return nil }
        let types = ContentTypes(try archive.bytes(of: entry))
        let kinds = Set(types.mainParts.compactMap { archive.entry(named: $0.name) == nil ? nil : $0.kind })
        guard kinds.count == 1, let kind = kinds.first else { return nil }
        let carriesMacros = archive.entries.contains { entry in
            entry.name.utf8.count >= 14 && entry.name.lowercased().hasSuffix("vbaproject.bin")
        }
        return FileInspection(
            carriesMacros ? kind.withMacros : kind, hasMacros: carriesMacros || kind == kind.withMacros)
    }

    private static func openDocument(_ archive: ZipArchive) throws(ZipError) -> FileInspection? {
        guard let first = archive.entry(named: "mimetype"), first.uncompressedSize <= 128,
            archive.entry(named: "content.xml") != nil, archive.entry(named: "META-INF/manifest.xml") != nil
        else { return nil }
        let text = String(decoding: try archive.bytes(of: first), as: UTF8.self)
        guard let kind = [FileKind.odt, .ods].first(where: { $0.mediaType == text }) else { return nil }
        let carriesMacros = archive.entries.contains { entry in
            entry.name.hasPrefix("Basic/") || entry.name.hasPrefix("Scripts/")
        }
        return FileInspection(kind, hasMacros: carriesMacros)
    }
}

extension FileKind {
    fileprivate var withMacros: FileKind {
        switch self {
        case .docx: .docm
        case .xlsx: .xlsm
        case .pptx: .pptm
        default: self
        }
    }
}
