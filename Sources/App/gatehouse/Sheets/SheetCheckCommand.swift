import Access
import ArgumentParser
import Basics
import ImportKinds
import ImportRuns
import ImportSchema
import XLSX

struct SheetCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check every cell of a workbook as an upload would.",
        discussion: "Ends with status 1 when there are errors.")

    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case intercomSummary = "intercom-summary"
    }

    @Argument(help: "The workbook.") var file: String
    @Option(help: "What it is.") var kind: Kind
    @Option(help: "The apartment numbers of the intercom, as 1-400. Without it apartments have labels.")
    var intercomRange: String?
    @Option(help: "Save a copy with the wrong cells marked.") var marked: String?

    func run() throws {
        let report: CheckReport
        do {
            let range = try intercomRange.map(unitRange)
            report = try SummaryCheck(try Workbook(path: try existing(file)), range: range).report
            if let marked { try MarkedWorkbook(report).write(copyOf: file, to: marked) }
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
}
