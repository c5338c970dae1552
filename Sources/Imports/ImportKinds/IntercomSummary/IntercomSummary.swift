public import Access
public import Basics
public import Identity
public import ImportRuns
public import ImportSchema
public import Storage
public import XLSX

/// The summary of an intercom: its apartments, keys and users in one sheet, which replaces what the intercom has.
public struct IntercomSummary: ImportKind {
    public static let name = "intercom-summary"
    public static let subjectName = "intercom"
    public static let viewPermission = Permission.intercomView
    public static let updatePermission = Permission.intercomUpdate

    public init() {}

    public func authorize(
        _ subject: Int64, by caller: Principal, _ permission: Permission, in tx: any Transaction
    ) throws {
        _ = try Panels.find(ID(subject), for: caller, permission, in: tx)
    }

    public func present(_ subject: Int64, in tx: any Transaction) throws -> StoredRoster {
        guard let panel = try PanelTable.find(ID(subject), in: tx) else { throw Failure.notFound("intercom") }
        return try Rosters.stored(at: panel, in: tx)
    }

    public func isEmpty(_ present: StoredRoster) -> Bool {
        present.roster.units.isEmpty && present.roster.keys.isEmpty && present.roster.residents.isEmpty
    }

    public func check(
        _ workbook: Workbook, against present: StoredRoster, progress: (Int) throws -> Void
    ) throws -> (report: CheckReport, content: Roster) {
        let check = try SummaryCheck(workbook, range: present.panel.range, progress: progress)
        return (check.report, check.roster)
    }

    public func changes(from present: StoredRoster, to content: Roster) -> JSON {
        present.changes(to: content).json
    }

    public func write(_ present: StoredRoster, to path: String) throws {
        try SummaryWorkbook.write(present.roster, range: present.panel.range, to: path)
    }

    public func load(
        _ content: Roster, over present: StoredRoster, at now: Instant, in tx: any Transaction
    ) throws -> JSON? {
        try Rosters.replace(present, by: content, at: now, in: tx)?.json
    }
}
