/// The content type stream of a package (ECMA-376, part 2, 10.1.2), read for one thing: which parts are a document's
/// main part, and of which kind.
struct ContentTypes {
    struct MainPart {
        /// Without the leading slash.
        let name: String
        let kind: FileKind
    }

    private(set) var mainParts: [MainPart] = []

    /// Other encodings than UTF-8 are not used by anybody and give no parts.
    init(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { buffer in
            let text = ByteView(buffer)
            var position = 0
            while let start = text.first(UInt8(ascii: "<"), from: position) {
                let end = text.first(UInt8(ascii: ">"), from: start) ?? text.count
                let tag = ByteView(UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
                if let part = Self.override(tag) ?? Self.fallback(tag) { mainParts.append(part) }
                position = max(end, start + 1)
            }
        }
    }

    private static func override(_ tag: ByteView) -> MainPart? {
        guard isElement("Override", tag), let type = attribute("ContentType", of: tag),
            let name = attribute("PartName", of: tag), let kind = kinds[type.lowercased()]
        else { return nil }
        return MainPart(name: String(name.drop { $0 == "/" }), kind: kind)
    }

    /// Some writers give the main part's type to every XML part that has no other.
    private static func fallback(_ tag: ByteView) -> MainPart? {
        guard isElement("Default", tag), attribute("Extension", of: tag)?.lowercased() == "xml",
            let type = attribute("ContentType", of: tag), let kind = kinds[type.lowercased()]
        else { return nil }
        switch kind {
        case .docx, .docm: return MainPart(name: "word/document.xml", kind: kind)
        case .xlsx, .xlsm: return MainPart(name: "xl/workbook.xml", kind: kind)
        default: return MainPart(name: "ppt/presentation.xml", kind: kind)
        }
    }

    /// With or without a namespace prefix.
    private static func isElement(_ name: StaticString, _ tag: ByteView) -> Bool {
        var start = 1
        while let byte = tag.u8(start), byte.isASCIILetter || (0x30...0x3A).contains(byte) {
            if tag.has(name, at: start) { return tag.u8(start + name.utf8CodeUnitCount)?.isASCIISpace ?? false }
            start += 1
        }
        return false
    }

    private static func attribute(_ name: StaticString, of tag: ByteView) -> String? {
        guard let start = tag.first(name) else { return nil }
        var position = start + name.utf8CodeUnitCount
        while let byte = tag.u8(position), byte.isASCIISpace || byte == UInt8(ascii: "=") { position += 1 }
        guard let quote = tag.u8(position), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
            let end = tag.first(quote, from: position + 1)
        else { return nil }
        return String(decoding: tag.bytes[position + 1..<end], as: UTF8.self)
    }

    private static let kinds: [String: FileKind] = {
        let office = "application/vnd.openxmlformats-officedocument."
        return [
            office + "wordprocessingml.document.main+xml": .docx,
            office + "spreadsheetml.sheet.main+xml": .xlsx,
            office + "presentationml.presentation.main+xml": .pptx,
            office + "presentationml.slideshow.main+xml": .pptx,
            "application/vnd.ms-word.document.macroenabled.main+xml": .docm,
            "application/vnd.ms-excel.sheet.macroenabled.main+xml": .xlsm,
            "application/vnd.ms-powerpoint.presentation.macroenabled.main+xml": .pptm,
            "application/vnd.ms-powerpoint.slideshow.macroenabled.main+xml": .pptm,
        ]
    }()
}
