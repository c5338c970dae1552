import Access
import ArgumentParser
import Basics
import BrandFiles
import Foundation
import ImportKinds
import ImportRuns
import ImportSchema
import XLSX

struct SheetCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check every cell of a spreadsheet as an upload would.",
        discussion: "Ends with status 1 when there are errors.")

    @Argument(help: "The workbook; of a brand's files CSV or tab text too.") var file: String
    @Option(help: "What it is.") var kind: SheetKind
    @Option(help: "The apartment numbers of the intercom, as 1-400. Without it apartments have labels.")
    var intercomRange: String?
    @Option(help: "Save a copy with the wrong cells marked.") var marked: String?

    func run() throws {
        let report: CheckReport
        do {
            if let kind = BrandFileKinds.all[kind.name] {
                report = try check(kind)
            } else {
                let range = try intercomRange.map(unitRange)
                report = try SummaryCheck(try Workbook(path: try existing(file)), range: range).report
                if let marked { try MarkedWorkbook(report).write(copyOf: file, to: marked) }
            }
        } catch let failure as Failure {
            throw Complaint(failure)
        } catch {
            throw Complaint(Failure(.invalid, code: "sheet.unreadable", "\(error)"))
        }
        for problem in report.problems {
            print(
                "\(problem.sheet)!\(problem.cell)  \(problem.column)  \"\(problem.value)\"  \(problem.message) [\(problem.code)]"
            )
        }
        for warning in report.warnings { print("warning: \(warning)") }
        print("rows \(report.rows) errors \(report.problemCount)")
        if !report.isClean { throw ExitCode(1) }
    }

    /// What the table says by itself; what it means for a brand's catalogue only the server knows.
    private func check(_ kind: some BrandFileKind) throws -> CheckReport {
        let table = try TableFile(path: try existing(file), limits: .standard)
        let report = try kind.check(table)
        if let marked {
            let folder = TemporaryFolder(FileManager.default.temporaryDirectory.path)
            try table.writeMarked(report, to: marked, from: file, in: folder, limits: .standard)
        }
        return report
    }
}
