import Foundation
import Testing

@testable import XLSX

/// Workbooks of the corpus, and those that XlsxWriter, openpyxl and LibreOffice make for the test, marked in every sheet and
/// opened by openpyxl and LibreOffice.
struct PeerWorkbookTests {
    let marking = PeerMarkingTests()
    var folder: PeerFolder { marking.folder }

    /// Converts workbooks with LibreOffice into a folder; those that it cannot open are not there afterwards.
    func convert(_ paths: [String], to format: String, _ name: String) throws -> URL {
        let out = folder.url(name)
        let profile = "-env:UserInstallation=file://\(folder.path("profile"))"
        let result = try Peer.run(
            [Peer.office, "--headless", profile, "--convert-to", format, "--outdir", out.path] + paths)
        #expect(result.status == 0, "\(result.errors)")
        return out
    }

    func names(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    /// Marks workbooks made here by peers, with a copy of each that LibreOffice saved.
    func markMade() throws -> [PeerMarkingTests.Job] {
        let made = folder.url("made")
        try Peer.script("peer_workbooks.py", [made.path])
        let written = try names(in: made)
        #expect(written.count == 8)
        // LibreOffice takes long to save a sheet that reaches to its last row.
        let opened = written.filter { $0 != Self.far }.map { made.appendingPathComponent($0).path }
        let saved = try convert(opened, to: "xlsx", "saved")
        var jobs = try written.map { try marking.mark($0, from: made) }
        for name in try names(in: saved) {
            let renamed = saved.appendingPathComponent("office-\(name)")
            try FileManager.default.moveItem(at: saved.appendingPathComponent(name), to: renamed)
            jobs.append(try marking.mark(renamed.lastPathComponent, from: saved))
        }
        #expect(jobs.count == 15)
        return jobs
    }

    @Test(.enabled(if: Peer.hasOpenpyxl && Peer.hasOffice))
    func `whatever XlsxWriter, openpyxl and LibreOffice write keeps all but its marks`() throws {
        let jobs = try markMade()
        for job in jobs { try PeerMarkingTests.expectOnlyMarks(job) }
        let found = try marking.compare(jobs)
        #expect(found.problems == [])
        #expect(found.unreadable == [])
        #expect(try compareInOffice(jobs.filter { !$0.original.hasSuffix(Self.far) }) == [])
    }

    @Test(.enabled(if: Peer.hasOpenpyxl && Peer.hasOffice))
    func `LibreOffice reads every other cell of every marked workbook of the corpus as before`() throws {
        let names = PeerMarkingTests.workbooks.filter { !PeerMarkingTests.refused.contains($0) }
        let unreadable = try compareInOffice(try names.map { try marking.mark($0) })
        #expect(unreadable.count <= 2, "\(unreadable)")
    }

    /// What LibreOffice sees in the originals it sees in the marked copies, cell for cell; returns what it cannot open.
    private func compareInOffice(_ jobs: [PeerMarkingTests.Job]) throws -> [String] {
        let before = try convert(jobs.map(\.original), to: "xlsx", "before")
        let after = try convert(jobs.map(\.marked), to: "xlsx", "after")
        let lines = try jobs.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        let output = try Peer.script(
            "compare_saved.py", [before.path, after.path], input: lines.joined(separator: "\n"))
        let found = try JSONDecoder().decode(PeerMarkingTests.Found.self, from: Data(output.utf8))
        #expect(found.problems == [])
        return found.unreadable
    }

    @Test(.enabled(if: Peer.hasOffice && Peer.hasOpenpyxl))
    func `what LibreOffice saves in another format, and what has a password, is refused by its name`() throws {
        let original = PeerMarkingTests.corpus.appendingPathComponent("date.xlsx").path
        let formats: [(String, FileKind, String)] = [
            ("xls", .oldWorkbook, ".xls"), ("ods", .openDocument, ".ods"), ("fods", .xml, "XML"), ("pdf", .pdf, "PDF"),
            ("html", .html, "HTML"), ("csv", .delimitedText, "CSV"),
        ]
        for (format, kind, name) in formats {
            let out = try convert([original], to: format, "other")
            #expect(throws: XLSXError.notAWorkbook(kind), "\(format)") {
                try Workbook(path: out.appendingPathComponent("date.\(format)").path)
            }
            #expect(XLSXError.notAWorkbook(kind).description.contains(name))
        }
        let locked = folder.path("locked.xlsx")
        try Peer.script("encrypt.py", [original, locked])
        #expect(throws: XLSXError.notAWorkbook(.encryptedWorkbook)) { try Workbook(path: locked) }
        #expect(XLSXError.notAWorkbook(.encryptedWorkbook).description.contains("remove the password"))
    }

    private static let far = "writer_far.xlsx"
}
