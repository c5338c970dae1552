import Foundation
import XLSX
import Zip

/// A workbook put together part by part, right or wrong on purpose; every part is stored unpacked.
struct HandmadeWorkbook {
    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"

    var parts: [(name: String, bytes: [UInt8])]

    /// One sheet "S" with the rows given, and styles and strings if there are any.
    init(rows: String, strings: String? = nil, formats: [String] = [], workbookPr: String = "") {
        self.init(
            sheet: "<worksheet xmlns=\"\(Self.main)\"><sheetData>\(rows)</sheetData></worksheet>", strings: strings,
            formats: formats, workbookPr: workbookPr)
    }

    init(sheet: String, strings: String? = nil, formats: [String] = [], workbookPr: String = "") {
        let codes = formats.enumerated().map { index, code in
            let code = code.replacingOccurrences(of: "\"", with: "&quot;")
            return "<numFmt numFmtId=\"\(200 + index)\" formatCode=\"\(code)\"/>"
        }
        let xfs = formats.indices.map { "<xf numFmtId=\"\(200 + $0)\"/>" }
        parts = []
        self["[Content_Types].xml"] = """
            <Types xmlns="\(Self.package)/content-types"><Default Extension="xml" ContentType="application/xml"/>\
            <Override PartName="/xl/workbook.xml" \
            ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>
            """
        self["_rels/.rels"] = Self.relationships([("rId1", "officeDocument", "xl/workbook.xml")])
        self["xl/workbook.xml"] = """
            <workbook xmlns="\(Self.main)" xmlns:r="\(Self.office)">\(workbookPr)<sheets>\
            <sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>
            """
        self["xl/_rels/workbook.xml.rels"] = Self.relationships([
            ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "styles", "styles.xml"),
            ("rId3", "sharedStrings", "sharedStrings.xml"),
        ])
        self["xl/worksheets/sheet1.xml"] = sheet
        self["xl/styles.xml"] = """
            <styleSheet xmlns="\(Self.main)"><numFmts>\(codes.joined())</numFmts>\
            <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
            <cellXfs><xf numFmtId="0"/>\(xfs.joined())</cellXfs></styleSheet>
            """
        if let strings { self["xl/sharedStrings.xml"] = "<sst xmlns=\"\(Self.main)\">\(strings)</sst>" }
    }

    static func relationships(_ lines: [(id: String, kind: String, target: String)]) -> String {
        let lines = lines.map {
            "<Relationship Id=\"\($0.id)\" Type=\"\(office)/\($0.kind)\" Target=\"\($0.target)\"/>"
        }
        return "<Relationships xmlns=\"\(package)/relationships\">\(lines.joined())</Relationships>"
    }

    subscript(name: String) -> String? {
        get { parts.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) } }
        set {
            parts.removeAll { $0.name == name }
            if let newValue { parts.append((name, Array(newValue.utf8))) }
        }
    }

    /// The archive's bytes.
    var bytes: [UInt8] {
        var out: [UInt8] = []
        var directory: [UInt8] = []
        for (name, bytes) in parts {
            var crc = CRC32()
            bytes.withUnsafeBytes { crc.update($0) }
            let size = UInt32(bytes.count)
            let common = le(20, 2) + le(0x800, 2) + le(0, 6) + le(crc.value, 4) + le(size, 4) + le(size, 4)
            let lengths = le(UInt32(name.utf8.count), 2) + le(0, 2)
            directory += le(0x0201_4b50, 4) + le(20, 2) + common + lengths + le(0, 10) + le(UInt32(out.count), 4)
            directory += Array(name.utf8)
            out += le(0x0403_4b50, 4) + common + lengths + Array(name.utf8) + bytes
        }
        let start = UInt32(out.count)
        let count = UInt32(parts.count)
        out += directory + le(0x0605_4b50, 4) + le(0, 4) + le(count, 2) + le(count, 2)
        return out + le(UInt32(directory.count), 4) + le(start, 4) + le(0, 2)
    }

    private func le(_ value: UInt32, _ width: Int) -> [UInt8] {
        (0..<width).map { $0 < 4 ? UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) : 0 }
    }

    /// Opens it from a file that is gone afterwards.
    func open(limits: XLSXLimits = .standard) throws -> Workbook {
        try Self.open(bytes, limits: limits)
    }

    static func open(_ bytes: [UInt8], limits: XLSXLimits = .standard) throws -> Workbook {
        let path = NSTemporaryDirectory() + "gatehouse-test-\(UUID().uuidString).xlsx"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try Workbook(path: path, limits: limits)
    }

    /// The values of all cells of the first sheet by name.
    func values(limits: XLSXLimits = .standard) throws -> [String: CellValue] {
        let workbook = try open(limits: limits)
        var values: [String: CellValue] = [:]
        try workbook.readRows(of: workbook.sheets[0]) { row in
            for position in 0..<row.count {
                let cell = CellReference(column: row[position].column, row: row.index)
                values[cell.description] = row[position].value
            }
            return true
        }
        return values
    }

    /// What reading all of it is refused with.
    func refusal(limits: XLSXLimits = .standard) -> XLSXError? {
        do {
            let workbook = try open(limits: limits)
            _ = try workbook.countCells()
            return nil
        } catch {
            return error as? XLSXError
        }
    }
}
