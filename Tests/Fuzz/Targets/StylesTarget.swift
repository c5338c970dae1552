@testable import XLSX

// A styles part of arbitrary bytes: what the marks add leaves every format its meaning, and marked formats are known
// again.

nonisolated(unsafe) private let original = MemoryFile("original")
nonisolated(unsafe) private let copy = MemoryFile("copy")

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    var plain = PlainPackage()
    plain.styles = Array(UnsafeBufferPointer(start: start, count: count))
    original.fill(plain.bytes)
    do {
        let package = try Package(path: original.path, limits: .fuzzing)
        guard let before = try? Styles(package.scanner(of: "xl/styles.xml")),
            let markup = try? Markup(part: "xl/styles.xml", in: package),
            let patch = try? StylesPatch(markup, fill: "FFFFC7CE")
        else { return 0 }
        let present = Array(0..<min(before.formats.count, 300))
        let marked = present.map { patch.marked($0) }
        for format in present { _ = patch.cleaned(format) }
        _ = patch.index(of: .header)
        _ = patch.index(of: .text)
        guard patch.hasChanged else { return 0 }
        plain.styles = try patch.patched()
        copy.fill(plain.bytes)
        let patched = try Package(path: copy.path, limits: .fuzzing)
        let after = try Styles(patched.scanner(of: "xl/styles.xml"))
        let again = try StylesPatch(Markup(part: "xl/styles.xml", in: patched), fill: "FFFFC7CE")
        for (format, twin) in zip(present, marked) {
            guard after.format(of: format) == before.format(of: format) else { broken("format \(format) changed") }
            guard after.format(of: twin) == before.format(of: format) else { broken("the twin of \(format) differs") }
            guard again.isMarked(twin) else { broken("the twin of \(format) is not marked") }
        }
    } catch {
        broken("\(error)")
    }
    return 0
}
