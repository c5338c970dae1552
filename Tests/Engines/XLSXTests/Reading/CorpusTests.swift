import Foundation
import Testing
import XLSX

struct CorpusTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../Fixtures/Corpus").standardized

    static let workbooks = names(in: "xlsx")
    static let expected = names(in: "expected")

    private static func names(in part: String) -> [String] {
        let path = folder.appendingPathComponent(part).path
        return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }

    static func open(_ name: String) throws -> Workbook {
        try Workbook(path: folder.appendingPathComponent("xlsx/\(name)").path)
    }

    static func json(_ workbook: Workbook) throws -> [String: [String: Any]] {
        var bytes: [UInt8] = []
        try CellsJSON.write(workbook) { bytes.append(contentsOf: $0) }
        return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: [String: Any]])
    }

    /// A value in words that tell a number from a boolean and from a text.
    private static func plain(_ value: Any) -> String {
        switch value {
        case let number as NSNumber:
            String(cString: number.objCType) == "c" ? "boolean \(number.boolValue)" : "number \(number.doubleValue)"
        case let text as String: "text \(text)"
        case let object as [String: Any]:
            object.map { "\($0) \(plain($1))" }.joined()
        default: "\(value)"
        }
    }

    @Test func `the corpus is there`() {
        #expect(Self.workbooks.count == 69)
        #expect(Self.expected.count == 61)
    }

    @Test(arguments: expected)
    func `every cell on which two other readers agree reads the same`(_ name: String) throws {
        let path = Self.folder.appendingPathComponent("expected/\(name)")
        let expected = try #require(
            try JSONSerialization.jsonObject(with: Data(contentsOf: path)) as? [String: [String: Any]])
        let found = try Self.json(try Self.open(String(name.dropLast(5))))
        for (sheet, cells) in expected {
            let foundCells = try #require(found[sheet], "sheet \(sheet) is missing")
            for (cell, value) in cells {
                let foundValue = foundCells[cell].map(Self.plain)
                #expect(foundValue == Self.plain(value), "\(sheet)!\(cell)")
            }
        }
    }

    @Test(arguments: workbooks)
    func `each workbook is read to its end or refused in words`(_ name: String) throws {
        do {
            let workbook = try Self.open(name)
            _ = try workbook.countCells()
        } catch let error as XLSXError {
            #expect("\(error)".hasSuffix("."), "\(error)")
            // One needs a password, the other has a damaged part.
            #expect(["pass_protected.xlsx", "issue252.xlsx"].contains(name), "\(error)")
        }
    }

    @Test func `a password is named as such`() {
        #expect(throws: XLSXError.notAWorkbook(.encryptedWorkbook)) { try Self.open("pass_protected.xlsx") }
    }
}
