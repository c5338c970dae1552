/// Files that are two things at once, which is how something harmful passes for something harmless.
enum Polyglots {
    /// Browsers have been known to look for HTML among so many first bytes.
    private static let markupWithin = 1024
    /// A Zip archive ends with a record of 22 bytes and a comment of at most 65,535.
    private static let zipEndWithin = 22 + 65_535

    /// What else a file of this kind is; nil for an honest one.
    static func second(_ file: borrowing FileBytes, besides kind: FileKind) throws(FileKindError) -> FileKind? {
        switch kind {
        case .unknown, .csv, .txt, .html, .xml, .svg, .zip:
            return nil
        case .docx, .docm, .xlsx, .xlsm, .pptx, .pptm, .odt, .ods:
            return document(file.head)
        case .doc, .xls, .ppt:
            // Office itself keeps archives inside of such files; one that ends with the file was put there.
            if let document = document(file.head) { return document }
            return try isZip(file, allowingJunk: false) ? .zip : nil
        case .pdf:
            if let second = picture(file.head) ?? markup(file.head) { return second }
            return try isZip(file, allowingJunk: true) ? .zip : nil
        default:
            if let second = document(file.head) ?? markup(file.head) { return second }
            return try isZip(file, allowingJunk: true) ? .zip : nil
        }
    }

    private static func document(_ head: ByteView) -> FileKind? {
        head.prefix(PDFDocument.headerWithin + 5).first("%PDF-") == nil ? nil : .pdf
    }

    /// A PDF's header need not come first.
    private static func picture(_ head: ByteView) -> FileKind? {
        guard let container = Container(head), container != .pdf else { return nil }
        return container.likelyKind(head, named: nil)
    }

    private static func markup(_ head: ByteView) -> FileKind? {
        let start = head.prefix(markupWithin + 16)
        var position = 0
        while let found = start.first(UInt8(ascii: "<"), from: position), found < markupWithin {
            if start.hasIgnoringCase("svg", at: found + 1) { return .svg }
            if isHTML(start, at: found + 1) { return .html }
            position = found + 1
        }
        return nil
    }

    private static func isHTML(_ head: ByteView, at position: Int) -> Bool {
        switch head.u8(position)?.asciiLowercased {
        case UInt8(ascii: "!"): head.hasIgnoringCase("!doctype html", at: position)
        case UInt8(ascii: "?"): head.hasIgnoringCase("?php", at: position)
        case UInt8(ascii: "h"): head.hasIgnoringCase("html", at: position) || head.hasIgnoringCase("head", at: position)
        case UInt8(ascii: "b"): head.hasIgnoringCase("body", at: position)
        case UInt8(ascii: "s"): head.hasIgnoringCase("script", at: position)
        case UInt8(ascii: "i"): head.hasIgnoringCase("iframe", at: position)
        case UInt8(ascii: "o"): head.hasIgnoringCase("object", at: position)
        case UInt8(ascii: "e"): head.hasIgnoringCase("embed", at: position)
        default: false
        }
    }

    /// Whether an end record (APPNOTE 4.3.16) stands at the end whose directory is there too.
    private static func isZip(_ file: borrowing FileBytes, allowingJunk: Bool) throws(FileKindError) -> Bool {
        let tail = try file.tail(zipEndWithin)
        let tailStart = file.size - Int64(tail.count)
        var position = 0
        // The third byte of the signature is rare in packed data and absent from text.
        while let found = tail.first(0x05, from: position) {
            position = found + 1
            let record = found - 2
            guard tail.u32le(record) == 0x0605_4B50, let entries = tail.u16le(record + 10),
                let size = tail.u32le(record + 12), let comment = tail.u16le(record + 20)
            else { continue }
            let end = record + 22 + Int(comment)
            guard end == tail.count || allowingJunk && end < tail.count else { continue }
            if entries == 0xFFFF || size == .max { return true }
            let directory = tailStart + Int64(record) - Int64(size)
            guard entries > 0, directory >= 0 else { continue }
            let signature =
                directory >= tailStart
                ? tail.u32le(Int(directory - tailStart)) : try file.piece(at: directory, most: 4).u32le(0)
            if signature == 0x0201_4B50 { return true }
        }
        return false
    }
}
