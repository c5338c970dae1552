import ArgumentParser
import Basics
import BrandFiles
import ImportKinds

struct SheetTemplateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template", abstract: "Write a workbook with the headers of a kind and an example.")

    @Argument(help: "The workbook to be written (.xlsx).") var file: String
    @Option(help: "What it is for.") var kind: SheetKind
    @Option(help: "The apartment numbers of the intercom, as 1-400. Without it apartments have labels.")
    var intercomRange: String?

    func run() throws {
        do {
            if let kind = BrandFileKinds.all[kind.name] {
                try write(kind)
            } else {
                try SummaryWorkbook.writeTemplate(range: try intercomRange.map(unitRange), to: file)
            }
        } catch let failure as Failure {
            throw Complaint(failure)
        } catch {
            throw Complaint(Failure(.invalid, code: "sheet.unwritable", "\(error)"))
        }
    }

    private func write(_ kind: some BrandFileKind) throws { try kind.writeTemplate(to: file) }
}
