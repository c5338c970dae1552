import Zip

/// A package with some parts changed, added or removed; all others keep their bytes and their places.
final class PackagePatch {
    enum Content {
        case bytes([UInt8])
        /// Changes made while the part streams by.
        case splices(Splices)
        /// A part that writes itself into the archive under its name.
        case written((ZipWriter, String) throws -> Void)
    }

    let package: Package
    private var replaced: [String: Content] = [:]
    private var added: [(name: String, content: Content)] = []
    private var removed: Set<String> = []
    private var names: Set<String>
    private var relationships: [String: RelationshipsPatch] = [:]
    private var types: [(part: String, type: String)] = []
    private let isStrict: Bool

    init(_ package: Package, isStrict: Bool) {
        self.package = package
        self.isStrict = isStrict
        names = Set(package.archive.entries.map { $0.name.lowercased() })
        // A name that something points to is taken, even where the part itself is missing.
        for entry in package.archive.entries {
            guard let source = PartName.source(ofRelationships: entry.name),
                let arrows = try? package.relationships(of: source)
            else { continue }
            names.formUnion(arrows.filter { !$0.isExternal }.map { $0.part.lowercased() })
        }
    }

    /// A part's bytes as UTF-8.
    func markup(of part: String) throws(XLSXError) -> Markup {
        guard let entry = package.entry(of: part) else { throw .missingPart(part) }
        try Package.checkSize(of: entry, package.limits)
        return try Markup(part: part, in: package)
    }

    func replace(_ part: String, with content: Content) {
        if let entry = package.entry(of: part) { replaced[entry.name] = content } else { added.append((part, content)) }
    }

    /// Adds a part; `type` is its content type, nil where its name's extension says it.
    func add(_ part: String, type: String?, _ content: Content) {
        added.append((part, content))
        if let type { types.append((part, type)) }
    }

    /// Takes away a part and its relationships.
    func remove(_ part: String) {
        for name in [part, PartName.relationships(of: part)] {
            if let entry = package.entry(of: name) { removed.insert(entry.name) }
        }
    }

    func removeRelationships(of part: String) {
        if let entry = package.entry(of: PartName.relationships(of: part)) { removed.insert(entry.name) }
    }

    /// The first free name such as `xl/comments3.xml`; it is taken then.
    func freeName(_ start: String, _ end: String) -> String {
        var number = 1
        while !names.insert("\(start)\(number)\(end)".lowercased()).inserted { number += 1 }
        return "\(start)\(number)\(end)"
    }

    /// Adds an arrow from one part to another and gives its id.
    func relate(_ source: String, to part: String, kind: String) throws(XLSXError) -> String {
        let patch = try relationships(of: source)
        let base = isStrict ? "http://purl.oclc.org/ooxml" : "http://schemas.openxmlformats.org"
        let path = isStrict ? "/officeDocument/relationships/" : "/officeDocument/2006/relationships/"
        return patch.add(type: base + path + kind, target: "/" + part)
    }

    func unrelate(_ source: String, id: String) throws(XLSXError) { try relationships(of: source).remove(id) }

    /// Writes the package to a new file.
    func write(to path: String) throws {
        for (source, patch) in relationships.sorted(by: { $0.key < $1.key }) {
            replace(PartName.relationships(of: source), with: .bytes(patch.patched()))
        }
        try patchContentTypes()
        let archive = package.archive
        let writer = try ZipWriter(path: path)
        var last: [[UInt8]: UInt64] = [:]
        for entry in archive.entries { last[entry.nameBytes] = entry.localHeaderOffset }
        for entry in archive.entries where last[entry.nameBytes] == entry.localHeaderOffset {
            if removed.contains(entry.name) { continue }
            if let content = replaced[entry.name] {
                try write(content, entry.name, of: entry, to: writer)
            } else {
                try writer.copy(entry, from: archive)
            }
        }
        for (name, content) in added { try write(content, name, of: nil, to: writer) }
        try writer.finish()
    }

    private func write(_ content: Content, _ name: String, of entry: ZipEntry?, to writer: ZipWriter) throws {
        switch content {
        case .bytes(let bytes):
            try writer.add(name, bytes)
        case .written(let write):
            try write(writer, name)
        case .splices(let splices):
            guard let entry else { throw XLSXError.missingPart(name) }
            let source = try PartSource(entry, in: package.archive, part: name)
            try writer.open(name)
            try SplicedPart(source, splices).write(to: writer)
            try writer.close()
        }
    }

    private func relationships(of source: String) throws(XLSXError) -> RelationshipsPatch {
        if let patch = relationships[source] { return patch }
        let part = PartName.relationships(of: source)
        let markup = package.entry(of: part) == nil ? nil : try markup(of: part)
        let patch = try RelationshipsPatch(markup, part: part)
        relationships[source] = patch
        return patch
    }

    private func patchContentTypes() throws(XLSXError) {
        let vml = "application/vnd.openxmlformats-officedocument.vmlDrawing"
        let drawings = added.map(\.name).filter { $0.hasSuffix(".vml") }
        let needsDefault = !drawings.isEmpty && package.contentTypes.defaults["vml"] == nil
        if !drawings.isEmpty, !needsDefault, package.contentTypes.defaults["vml"] != vml {
            types += drawings.map { ($0, vml) }
        }
        guard !types.isEmpty || needsDefault || !removed.isEmpty else { return }
        let markup = try markup(of: ContentTypes.part)
        let root = try markup.root()
        let prefix = markup.prefix(of: root)
        var splices = Splices()
        let gone = Set(removed.map { $0.lowercased() })
        for element in try markup.children(of: root) where markup.isNamed("Override", element) {
            guard let name = markup.value("PartName", of: element) else { continue }
            if gone.contains(PartName.resolve(name, from: "").lowercased()) { splices.remove(element.whole) }
        }
        var lines = needsDefault ? "<\(prefix)Default Extension=\"vml\" ContentType=\"\(vml)\"/>" : ""
        for (part, type) in types { lines += "<\(prefix)Override PartName=\"/\(part)\" ContentType=\"\(type)\"/>" }
        splices.append(lines.utf8, to: root, in: markup)
        replace(ContentTypes.part, with: .bytes(splices.applied(to: markup.bytes)))
    }
}

extension Markup {
    /// Reads a part whole.
    init(part: String, in package: Package) throws(XLSXError) {
        guard let entry = package.entry(of: part) else { throw .missingPart(part) }
        let source: PartSource
        do { source = try PartSource(entry, in: package.archive, part: part) } catch { throw .archive(error) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(clamping: entry.uncompressedSize))
        var block = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = try block.withUnsafeMutableBufferPointer { buffer throws(XLSXError) in
                try source.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            guard count > 0 else { break }
            bytes += block[..<count]
        }
        self.init(part: part, bytes: try Self.inUTF8(bytes, isConverted: source.isConverted, part: part))
    }

    /// A declaration that names another encoding gives way to ours, if the bytes were converted; else it is an error.
    private static func inUTF8(_ bytes: [UInt8], isConverted: Bool, part: String) throws(XLSXError) -> [UInt8] {
        guard bytes.starts(with: "<?xml".utf8), let close = bytes.prefix(1024).firstIndex(of: 0x3E) else {
            return bytes
        }
        if isConverted { return Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>".utf8) + bytes[(close + 1)...] }
        let head = String(decoding: bytes[..<close], as: UTF8.self)
        guard let name = head.firstRange(of: "encoding") else { return bytes }
        let rest = head[name.upperBound...].drop { $0 != "\"" && $0 != "'" }
        let encoding = rest.dropFirst().prefix { $0 != "\"" && $0 != "'" }
        guard ["utf-8", "utf8", "us-ascii", "ascii"].contains(encoding.lowercased()) else {
            throw .unsupportedEncoding(part: part, encoding: String(encoding))
        }
        return bytes
    }
}
