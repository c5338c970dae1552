@testable import XLSX

// The XML scanner on arbitrary bytes: the events do not depend on where its window ends, and the patcher's view of the
// tags agrees with the scanner's.

nonisolated(unsafe) private let file = MemoryFile("package")

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    var plain = PlainPackage()
    plain.sheet = Array(UnsafeBufferPointer(start: start, count: count))
    file.fill(plain.bytes)
    do {
        let package = try Package(path: file.path, limits: .fuzzing)
        let wide = EventTrail(package, window: 256 << 10)
        let narrow = EventTrail(package, window: 64)
        guard wide == narrow else { broken("the window's size matters:\n\(wide)\n\(narrow)") }
        guard wide.error == nil, let markup = try? Markup(part: "xl/sheet.xml", in: package) else { return 0 }
        var names: [String] = []
        if !wide.names.isEmpty {
            try names = tags(of: markup)
            guard names == wide.names else { broken("two views of the tags:\n\(names)\n\(wide.names)") }
            _ = try? markup.children(of: markup.root()).map { markup.attributes(of: $0) }
        }
    } catch {
        broken("\(error)")
    }
    return 0
}

private func tags(of markup: Markup) throws -> [String] {
    var tags = MarkupTags(markup, in: 0..<markup.bytes.count)
    var names: [String] = []
    while let tag = try tags.next() {
        if tag.kind != .end { names.append(markup.string(tag.localName)) }
    }
    return names
}

/// What the scanner said of a part.
private struct EventTrail: Equatable {
    private(set) var events: [String] = []
    private(set) var names: [String] = []
    private(set) var error: XLSXError?

    init(_ package: Package, window: Int) {
        do throws(XLSXError) {
            var xml = try package.scanner(of: "xl/sheet.xml", window: window)
            var arena = ByteArena(capacity: 64)
            while true {
                let event = try xml.next()
                switch event {
                case .start:
                    let name = xml.tagPrefix
                    var attributes = ""
                    var place = xml.contentStart
                    while let attribute = try xml.nextAttribute(&place) {
                        attributes += " \(try xml.string(attribute)) \(attribute.number ?? -1)"
                    }
                    events.append("start \(name) \(xml.tagStart) \(xml.position) \(attributes)")
                    names.append(localName(xml))
                case .end: events.append("end \(xml.depth)")
                case .text:
                    arena.removeAll()
                    try xml.appendText(to: &arena)
                    events.append("text \(arena.count) \(xml.isCDATA) \(hash(arena))")
                case .finished: return
                }
            }
        } catch {
            self.error = error
        }
    }

    private func hash(_ arena: borrowing ByteArena) -> Int {
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(start: arena.base, count: arena.count))
        return hasher.finalize()
    }

    private func localName(_ xml: borrowing XMLScanner) -> String {
        let start = xml.tagStart - xml.absolute(0) + 1
        let name = UnsafeBufferPointer(start: xml.base + start, count: xml.contentStart - start)
        let colon = name.lastIndex(of: UInt8(ascii: ":"))
        return String(decoding: name[(colon.map { $0 + 1 } ?? 0)...], as: UTF8.self)
    }
}
