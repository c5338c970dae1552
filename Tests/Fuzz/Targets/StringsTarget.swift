@testable import XLSX

// A table of shared strings of arbitrary bytes: the strings do not depend on where the window ends, nor
// on how many of them are held in memory.

nonisolated(unsafe) private let file = MemoryFile("package")

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    var plain = PlainPackage()
    plain.strings = Array(UnsafeBufferPointer(start: start, count: count))
    file.fill(plain.bytes)
    do {
        let package = try Package(path: file.path, limits: .fuzzing)
        let wide = trail(package, 256 << 10)
        let narrow = trail(package, 64)
        guard wide == narrow else { broken("the window's size matters:\n\(wide)\n\(narrow)") }
        var limits = XLSXLimits.fuzzing
        limits.sharedStringMemory = 40
        let spilled = trail(try Package(path: file.path, limits: limits), 256 << 10)
        guard wide == spilled else { broken("the memory's size matters:\n\(wide)\n\(spilled)") }
    } catch {
        broken("\(error)")
    }
    return 0
}

private func trail(_ package: Package, _ window: Int) -> [String] {
    do throws(XLSXError) {
        let strings = try SharedStrings(package.scanner(of: "xl/strings.xml", window: window))
        var spilled = strings.spilled.map { SpilledStrings.Reader($0) }
        var found: [String] = []
        for index in 0..<strings.count {
            var text = ByteArena(capacity: 64)
            if index < strings.countInMemory {
                let start = Int(strings.ends[index])
                let end = Int(strings.ends[index + 1])
                guard start <= end else { broken("string \(index) ends before it begins") }
                text.append(strings.bytes + start, end - start)
            } else {
                _ = try spilled?.append(index - strings.countInMemory, to: &text, allowed: .max)
            }
            found.append(String(decoding: UnsafeBufferPointer(start: text.base, count: text.count), as: UTF8.self))
        }
        return found
    } catch {
        return ["\(error)"]
    }
}
