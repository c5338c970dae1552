import Foundation
import Testing
import Zip

@testable import XLSX

/// Workbooks made for the test by XlsxWriter, openpyxl and LibreOffice, marked in every sheet, and marked copies of the
/// whole corpus opened by LibreOffice.
struct PeerWorkbookTests {
    let marking = PeerMarkingTests()
    var folder: PeerFolder { marking.folder }

    /// Converts workbooks with LibreOffice into a folder; those that it cannot open are not there afterwards.
    func convert(_ paths: [String], to format: String, _ name: String) throws -> URL {
        let out = folder.url(name)
        let profile = "-env:UserInstallation=file://\(folder.path("profile"))"
        for start in stride(from: 0, to: paths.count, by: 25) {
            _ = try Peer.run(
                [Peer.office, "--headless", profile, "--convert-to", format, "--outdir", out.path]
                    + paths[start..<min(start + 25, paths.count)])
        }
        return out
    }

    func names(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    @Test(.enabled(if: Peer.hasOpenpyxl && Peer.hasOffice))
    func `whatever XlsxWriter, openpyxl and LibreOffice write keeps all but its marks`() throws {
        let made = folder.url("made")
        try Peer.script("peer_workbooks.py", [made.path])
        let written = try names(in: made)
        #expect(written.count == 7)
        let saved = try convert(written.map { made.appendingPathComponent($0).path }, to: "xlsx", "saved")
        #expect(try names(in: saved).count == 7)
        var jobs = try written.map { try marking.mark($0, from: made) }
        for name in try names(in: saved) {
            let renamed = saved.appendingPathComponent("office-\(name)")
            try FileManager.default.moveItem(at: saved.appendingPathComponent(name), to: renamed)
            jobs.append(try marking.mark(renamed.lastPathComponent, from: saved))
        }
        for job in jobs { try PeerMarkingTests.expectOnlyMarks(job) }
        let found = try marking.compare(jobs)
        #expect(found.problems == [])
        #expect(found.unreadable == [])
        try expectSameInOffice(jobs)
    }

    @Test(.enabled(if: Peer.hasOpenpyxl && Peer.hasOffice))
    func `LibreOffice reads every other cell of every marked workbook of the corpus as before`() throws {
        try expectSameInOffice(
            try PeerMarkingTests.workbooks.filter { !PeerMarkingTests.refused.contains($0) }.map {
                try marking.mark($0)
            })
    }

    /// What LibreOffice sees in the originals it sees in the marked copies, cell for cell.
    private func expectSameInOffice(_ jobs: [PeerMarkingTests.Job]) throws {
        func saved(_ path: String, _ folder: URL) -> String {
            let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
            return folder.appendingPathComponent(name + ".xlsx").path
        }
        let before = try convert(jobs.map(\.original), to: "xlsx", "before")
        let after = try convert(jobs.map(\.marked), to: "xlsx", "after")
        var compared = 0
        for job in jobs {
            let original = saved(job.original, before)
            guard FileManager.default.fileExists(atPath: original) else { continue }
            let was = try Described.of(original)
            let now = try Described.of(saved(job.marked, after))
            #expect(now.names == was.names + [job.list].compactMap(\.self), "\(job.marked)")
            for (name, sheet) in was.sheets {
                let other = try #require(now.sheets[name], "\(job.marked) \(name)")
                #expect(other.state == sheet.state, "\(job.marked) \(name)")
                for (place, cell) in sheet.cells where cell.value != nil {
                    let found = other.cells[place]
                    #expect(found?.value == cell.value, "\(job.marked) \(name) \(place)")
                    #expect(found?.type == cell.type, "\(job.marked) \(name) \(place)")
                    #expect(found?.format == cell.format, "\(job.marked) \(name) \(place)")
                }
                let new = other.cells.filter { $0.value.value != nil && sheet.cells[$0.key]?.value == nil }
                #expect(new.isEmpty, "\(job.marked) \(name)")
            }
            compared += 1
        }
        #expect(compared >= jobs.count - 3)
    }

    @Test(
        .enabled(if: Peer.hasOffice && Peer.hasOpenpyxl),
        arguments: [("xls", FileKind.oldWorkbook), ("ods", .openDocument)])
    func `what LibreOffice saves in another format is refused by its name`(_ format: String, _ kind: FileKind) throws {
        let original = PeerMarkingTests.corpus.appendingPathComponent("date.xlsx").path
        let out = try convert([original], to: format, "other")
        #expect(throws: XLSXError.notAWorkbook(kind)) {
            try Workbook(path: out.appendingPathComponent("date.\(format)").path)
        }
    }
}
