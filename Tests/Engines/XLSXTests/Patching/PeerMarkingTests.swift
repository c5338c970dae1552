import Foundation
import Testing
import Zip

@testable import XLSX

/// Marked copies of workbooks that other software wrote, judged by other software.
struct PeerMarkingTests {
    static let corpus = URL(fileURLWithPath: #filePath)
        .appendingPathComponent("../../../../Fixtures/Corpus/xlsx").standardized
    static let workbooks = ((try? FileManager.default.contentsOfDirectory(atPath: corpus.path)) ?? []).sorted()
    /// One needs a password, the other is damaged.
    static let refused = ["pass_protected.xlsx", "issue252.xlsx"]

    struct Job: Encodable {
        var original: String
        var marked: String
        var marks: [String: [String]]
        var list: String?
        var fill = "FFFFC7CE"
    }

    struct Found: Decodable {
        var problems: [String]
        var unreadable: [String]
    }

    let folder = PeerFolder()

    /// Marks every worksheet in its first cell, its last, one in its midst and one far outside.
    func mark(_ name: String, from corpus: URL = Self.corpus) throws -> Job {
        let path = corpus.appendingPathComponent(name).path
        let workbook = try Workbook(path: path)
        var marks: [CellMark] = []
        var cells: [String: [String]] = [:]
        for sheet in workbook.sheets where sheet.kind == .worksheet {
            var all: [CellReference] = []
            try workbook.readRows(of: sheet) { row in
                for position in 0..<row.count where row[position].kind != .blank {
                    all.append(CellReference(column: row[position].column, row: row.index))
                }
                return true
            }
            var chosen = [CellReference(column: 0, row: 1), CellReference(column: 7, row: 500)]
            if let last = all.last { chosen += [last, all[all.count / 2]] }
            for cell in Set(chosen) {
                marks.append(
                    CellMark(
                        sheet: sheet.name, row: cell.row, column: cell.column, columnTitle: "=c", value: "=1+1",
                        reason: "Wrong <&> \"é\""))
                cells[sheet.name, default: []].append("\(cell)")
            }
        }
        let marked = folder.path(name)
        try markCells(in: path, to: marked, marks: marks)
        let names = Set(workbook.sheets.map(\.name))
        let list = try Workbook(path: marked).sheets.map(\.name).first { !names.contains($0) }
        return Job(original: path, marked: marked, marks: cells, list: list)
    }

    func compare(_ jobs: [Job]) throws -> Found {
        let lines = try jobs.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        let output = try Peer.script("compare_marked.py", [], input: lines.joined(separator: "\n"))
        return try JSONDecoder().decode(Found.self, from: Data(output.utf8))
    }

    @Test func `marking changes only the parts it must, whatever wrote the workbook`() throws {
        #expect(Self.workbooks.count == 69)
        for name in Self.workbooks where !Self.refused.contains(name) {
            let job = try mark(name)
            try Self.expectOnlyMarks(job)
        }
    }

    /// All parts but those that marks are written to are the same, and so is every value.
    static func expectOnlyMarks(_ job: Job) throws {
        let before = try ZipArchive(path: job.original)
        let after = try ZipArchive(path: job.marked)
        let mayChange = try changeableParts(job.original)
        for entry in before.entries where !mayChange.contains(entry.localHeaderOffset) {
            let kept = try #require(after.entry(named: entry.name), "\(job.original) \(entry.name)")
            #expect(kept.crc32 == entry.crc32, "\(job.original) \(entry.name)")
            #expect(kept.compressedSize == entry.compressedSize, "\(job.original) \(entry.name)")
        }
        #expect(try values(job.original) == values(job.marked, without: job.list), "\(job.original)")
    }

    @Test(.enabled(if: Peer.hasOpenpyxl))
    func `openpyxl sees every other cell, format and feature as before`() throws {
        let jobs = try Self.workbooks.filter { !Self.refused.contains($0) }.map { try mark($0) }
        let found = try compare(jobs)
        #expect(found.problems == [])
        #expect(found.unreadable.count <= 8, "\(found.unreadable)")
    }

    @Test(.enabled(if: Peer.hasOpenpyxl))
    func `openpyxl finds tables, filters, conditional formats and notes of its own as before`() throws {
        let original = folder.path("rich.xlsx")
        try Peer.script("rich_workbook.py", [original])
        var marks: [CellMark] = []
        let cells = ["B2", "A1", "C3", "E40", "J10"]
        for cell in cells { marks.append(MarkedFiles.mark(cell, "not right", sheet: "Data")) }
        let marked = folder.path("marked.xlsx")
        try markCells(in: original, to: marked, marks: marks)
        let found = try compare([Job(original: original, marked: marked, marks: ["Data": cells], list: "Errors")])
        #expect(found.problems == [])
        #expect(found.unreadable == [])

        // Saved by openpyxl, our marks are still known as ours.
        let saved = folder.path("saved.xlsx")
        try Peer.script("resave.py", [marked, saved])
        let cleaned = folder.path("cleaned.xlsx")
        try markCells(in: saved, to: cleaned, marks: [])
        let before = try Described.of(original)
        let after = try Described.of(cleaned)
        #expect(after.names == before.names)
        for (cell, was) in try #require(before.sheets["Data"]).cells {
            var expected = was
            // A colour of the user's under ours is not remembered.
            if cell == "C3" { expected.fill = nil }
            #expect(after.sheets["Data"]?.cells[cell] == expected, "\(cell)")
        }
    }

    @Test(.enabled(if: Peer.hasOffice && Peer.hasOpenpyxl))
    func `LibreOffice opens marked workbooks, shows the marks, and saves them so that they are known again`() throws {
        let names = [
            "any_sheets.xlsx", "date.xlsx", "hyperlinks.xlsx", "inventory-table.xlsx", "merged_range.xlsx",
            "picture.xlsx", "nonstandard-xml-ns-prefix.xlsx", "table-multiple.xlsx", "vba.xlsm",
            "strict_iso_paths.xlsx",
            "table_with_absolute_paths.xlsx", "empty_sheet.xlsx", "issue_553.xlsx", "temperature-table.xlsx",
        ]
        let jobs = try names.map { try mark($0) }
        let out = folder.path("office")
        let result = try Peer.run(
            [
                Peer.office, "--headless", "-env:UserInstallation=file://\(folder.path("profile"))", "--convert-to",
                "xlsx", "--outdir", out,
            ] + jobs.map(\.marked))
        #expect(result.status == 0, "\(result.errors)")
        for (name, job) in zip(names, jobs) {
            let saved = out + "/" + URL(fileURLWithPath: name).deletingPathExtension().lastPathComponent + ".xlsx"
            let seen = try Described.of(saved)
            for (sheet, cells) in job.marks {
                for cell in cells {
                    let found = seen.sheets[sheet]?.cells[cell]
                    #expect(found?.fill == "FFFFC7CE", "\(name) \(sheet) \(cell)")
                    #expect(found?.note?.contains("Gatehouse: Wrong <&> \"é\"") == true, "\(name) \(sheet) \(cell)")
                }
            }
            let list = try #require(job.list)
            #expect(seen.sheets[list]?.cells["D2"]?.value == "=1+1")
            #expect(seen.sheets[list]?.cells["D2"]?.type == "s")
            #expect(seen.sheets[list]?.cells["B2"]?.link?.isEmpty == false)

            let cleaned = folder.path("cleaned-" + name)
            try markCells(in: saved, to: cleaned, marks: [])
            let clean = try Described.of(cleaned)
            #expect(!clean.names.contains(list), "\(name)")
            for (sheet, cells) in clean.sheets {
                let left = cells.cells.filter { $0.value.fill == "FFFFC7CE" || $0.value.author == "Gatehouse" }
                #expect(left.isEmpty, "\(name) \(sheet)")
            }
        }
    }

    /// Where the entries start that marking every worksheet may change.
    private static func changeableParts(_ path: String) throws -> Set<UInt64> {
        let workbook = try Workbook(path: path)
        let package = workbook.package
        var parts = ["[Content_Types].xml", workbook.part, workbook.part(ofKind: "styles") ?? ""]
        parts.append(PartName.relationships(of: workbook.part))
        for sheet in workbook.sheets where sheet.kind == .worksheet {
            parts += [sheet.part, PartName.relationships(of: sheet.part)]
            let arrows = try package.relationships(of: sheet.part)
            parts += arrows.filter { $0.kind == "comments" || $0.kind == "vmlDrawing" }.map(\.part)
        }
        return Set(parts.compactMap { package.entry(of: $0)?.localHeaderOffset })
    }

    /// Every value of every worksheet, as our reader sees them.
    private static func values(_ path: String, without list: String? = nil) throws -> [String: [String: CellValue]] {
        let workbook = try Workbook(path: path)
        var values: [String: [String: CellValue]] = [:]
        for sheet in workbook.sheets where sheet.kind == .worksheet && sheet.name != list {
            var cells: [String: CellValue] = [:]
            try workbook.readRows(of: sheet) { row in
                for position in 0..<row.count where row[position].kind != .blank {
                    cells["\(CellReference(column: row[position].column, row: row.index))"] = row[position].value
                }
                return true
            }
            values[sheet.name] = cells
        }
        return values
    }
}
