@testable import XLSX

// A table of shared strings of arbitrary bytes: the strings do not depend on where the window ends.

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
    } catch {
        broken("\(error)")
    }
    return 0
}

private func trail(_ package: Package, _ window: Int) -> [String] {
    do throws(XLSXError) {
        let strings = try SharedStrings(package.scanner(of: "xl/strings.xml", window: window))
        return (0..<strings.count).map { index in
            let start = Int(strings.ends[index])
            let end = Int(strings.ends[index + 1])
            guard start <= end else { broken("string \(index) ends before it begins") }
            return String(
                decoding: UnsafeBufferPointer(start: strings.bytes + start, count: end - start), as: UTF8.self)
        }
    } catch {
        return ["\(error)"]
    }
}
