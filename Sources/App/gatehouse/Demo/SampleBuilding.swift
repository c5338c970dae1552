import Access
import Assembly
import Basics
import Identity
import XLSX

/// A house with an intercom, and the workbooks that its administrator uploads during the demo.
struct SampleBuilding {
    let intercom: ID<Panel>
    let token: Secret
    let folder: DemoFolder

    /// What lives there before the demo begins.
    let present: String
    /// What the administrator sends first.
    let wrong: String
    /// The same, corrected.
    let right: String

    init(in services: Services, folder: DemoFolder) async throws {
        self.folder = folder
        let organization = try await services.organizations.create(named: "Maple Street Housing")
        let admin = try await services.users.create(
            login: "admin@example.com", name: "Ada Admin", in: organization.id)
        token = try await services.tokens.create(
            for: admin.id, in: organization.id, label: "demo", permissions: Set(Permission.allCases)
        ).secret
        intercom = try await services.panels.create(
            PanelDraft(title: "Maple Street 1", address: "Maple Street 1, Springfield", range: UnitRange(1, 40)),
            in: organization.id
        ).id
        present = folder.file("present.xlsx")
        wrong = folder.file("summary.xlsx")
        right = folder.file("summary-corrected.xlsx")
        try SampleBuilding.write(SampleBuilding.presentRows, to: present)
        try SampleBuilding.write(SampleBuilding.wrongRows, to: wrong)
        try SampleBuilding.write(SampleBuilding.rightRows, to: right)
    }

    private typealias Row = [WorkbookWriter.Cell]

    private static let headers: Row = [
        "Apartment", "Key", "User", "User name", "Landline", "Live", "Archive", "Open by app", "Caretaker's notes",
    ]

    private static let presentRows: [Row] = [
        [1, "04A1B2C3D4E500", "anna@example.com", "Anna Berg", "101", "yes", "yes", "yes"],
        [2, "04A1B2C3D4E501", "+4520123456", "Bo Dahl", "102"],
        [3, "04A1B2C3D4E502"],
    ]

    private static let wrongRows: [Row] = [
        [1, "04A1B2C3D4E500", "anna@example.com", "Anna Berg", "101", "yes", "yes", "yes", "garage 7"],
        [2, "04A1B2C3D4E501", "+4520123456", "Bo Dahl", "102", "yes", "maybe", "yes", "archive?"],
        [3, "04A1B2C3D4E50", "carla at example.com", "Carla Eng", "103", "yes", "no", "yes", "new tenant"],
        [44, "04A1B2C3D4E503", "dan@example.com", "Dan Falk", "104", "yes", "no", "no", "moved in May"],
        [5, "04A1B2C3D4E500", "eva@example.com", "Eva Gram", "105", "yes", "yes", "yes"],
    ]

    private static let rightRows: [Row] = [
        [1, "04A1B2C3D4E500", "anna@example.com", "Anna Berg", "101", "yes", "yes", "yes", "garage 7"],
        [2, "04A1B2C3D4E501", "+4520123456", "Bo Dahl", "102", "yes", "no", "yes", "archive: no"],
        [3, "04A1B2C3D4E502", "carla@example.com", "Carla Eng", "103", "yes", "no", "yes", "new tenant"],
        [4, "04A1B2C3D4E503", "dan@example.com", "Dan Falk", "104", "yes", "no", "no", "moved in May"],
        [5, "04A1B2C3D4E504", "eva@example.com", "Eva Gram", "105", "yes", "yes", "yes"],
    ]

    private static func write(_ rows: [Row], to path: String) throws {
        let writer = try WorkbookWriter(path: path)
        let widths = [11.0, 18, 24, 16, 10, 8, 9, 13, 20]
        try writer.startSheet("Residents", .init(columns: widths.map { .init(width: $0) }, frozenRows: 1))
        try writer.append(headers, style: .header)
        for row in rows { try writer.append(row) }
        try writer.finish()
    }
}
