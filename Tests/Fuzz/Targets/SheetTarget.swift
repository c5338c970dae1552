@testable import XLSX

// A worksheet part of arbitrary bytes: its cells do not depend on where the window ends (in a narrow one no cell takes
// the fast way), and all of them can be written as JSON.

nonisolated(unsafe) private let file = MemoryFile("package")

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    var plain = PlainPackage()
    plain.sheet = Array(UnsafeBufferPointer(start: start, count: count))
    file.fill(plain.bytes)
    do {
        let workbook = try Workbook(path: file.path, limits: .fuzzing)
        let tables = try workbook.loadTables()
        func trail(_ window: Int) -> CellTrail {
            CellTrail(
                workbook.package, part: "xl/sheet.xml", tables: tables, is1904: count % 2 == 1, window: window)
        }
        let wide = trail(256 << 10)
        let narrow = trail(64)
        guard wide == narrow else { broken("the window's size matters:\n\(wide)\n\(narrow)") }
        var bytes = 0
        do {
            try CellsJSON.write(workbook) { bytes += $0.count }
        } catch is XLSXError {
            guard wide.error != nil else { broken("read once, and not again") }
        }
    } catch {
        broken("\(error)")
    }
    return 0
}
