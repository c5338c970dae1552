import Foundation
import Testing
import XLSX
import Zip

/// Past a budget, shared strings go to a file that has no name.
struct SpilledStringsTests {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("spill-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    func workbook(_ count: Int) -> HandmadeWorkbook {
        let strings = (0..<count).map { index in
            index % 7 == 0 ? "" : "\(index) " + String(repeating: "é", count: index % 41)
        }
        let items = strings.enumerated().map { index, text in
            index % 3 == 0 ? "<si><t>\(text)</t></si>" : "<si><r><t>\(text)</t></r></si>"
        }
        // Each string twice, and not in order.
        let rows = (1...2 * count).map { row in
            "<row r=\"\(row)\"><c r=\"A\(row)\" t=\"s\"><v>\(row * 7919 % count)</v></c></row>"
        }
        return HandmadeWorkbook(rows: rows.joined(), strings: items.joined())
    }

    func limits(_ memory: Int, in folder: String? = nil) -> XLSXLimits {
        var limits = XLSXLimits.standard
        limits.sharedStringMemory = memory
        limits.temporaryFolder = folder ?? self.folder.path
        return limits
    }

    @Test(arguments: [0, 20_000, 100_000])
    func `strings on disk read as those in memory`(memory: Int) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let workbook = workbook(5000)
        #expect(try workbook.values(limits: limits(memory)) == workbook.values())
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func `a string that is not there is refused, and says how many there are`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var workbook = workbook(100)
        workbook["xl/worksheets/sheet1.xml"] = workbook["xl/worksheets/sheet1.xml"]?.replacing(
            "<v>99</v>", with: "<v>100</v>")
        guard case .noSuchSharedString(_, _, "100", 100)? = workbook.refusal(limits: limits(50)) else {
            Issue.record("it was not refused")
            return
        }
    }

    @Test func `a folder that cannot be written is a fault of the disk, not of the workbook`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let refusal = workbook(100).refusal(limits: limits(0, in: folder.path + "/none"))
        #expect(refusal?.isInputOutput == true)
    }
}
