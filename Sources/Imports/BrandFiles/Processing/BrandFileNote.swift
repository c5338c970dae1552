import Basics
import Catalog
import ImportSchema
import XLSX

/// The sentence on a file's record: what was strange about it, or why it changed nothing.
enum BrandFileNote {
    /// Problems that are told one by one; the marked workbook has them all.
    private static let most = 10

    /// `Warning - Missing Variants: 5055950016804. Same File: 58B4….`; empty where there is nothing to warn of.
    static func warning(_ sentences: [String]) -> String {
        guard !sentences.isEmpty else { return "" }
        let bare = sentences.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
        return "Warning - " + bare.joined(separator: ". ") + "."
    }

    static func sameFile(_ former: ID<BrandFile>) -> String { "Same File: \(former.hexKey)" }

    /// `Error - Row 3, Barcode: … Row 5, RRP: … and 7 more.`
    static func error(_ report: CheckReport) -> String {
        let told = report.problems.prefix(most).map { problem in
            "Row \(problem.cell.row), \(problem.column): \(problem.message)"
        }
        let rest = report.problemCount - told.count
        return "Error - " + told.joined(separator: " ") + (rest > 0 ? " And \(rest) more; errors.xlsx marks them." : "")
    }

    static func error(_ message: String) -> String { "Error - \(message)" }
}
