@testable import XLSX

// Marking a workbook whose sheet, notes, drawing, styles and workbook part are arbitrary bytes, each up to a byte 0x1E:
// it is marked or refused, no value changes, and the copy can be cleaned.

nonisolated(unsafe) private let file = MemoryFile("package")
nonisolated(unsafe) private let marking = Marking()

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let pieces = UnsafeBufferPointer(start: start, count: count).split(
        separator: 0x1E, maxSplits: 4, omittingEmptySubsequences: false
    ).map { $0.isEmpty ? nil : Array($0) }
    func piece(_ index: Int) -> [UInt8]? { pieces.indices.contains(index) ? pieces[index] : nil }
    var plain = PlainPackage()
    plain.sheet = piece(0) ?? plain.sheet
    plain.comments = piece(1)
    plain.drawing = piece(2)
    plain.styles = piece(3) ?? plain.styles
    plain.workbook = piece(4) ?? plain.workbook
    file.fill(plain.bytes)
    marking.check(file.path)
    return 0
}
