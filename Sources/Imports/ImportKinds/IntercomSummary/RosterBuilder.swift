import Access
import Identity
import ImportSchema
import XLSX

/// Gathers the rows of a summary workbook into a roster, and finds where rows contradict each other.
///
/// It keeps some 80 bytes a row, so that in the end every cell that takes part in a contradiction can be marked.
struct RosterBuilder {
    private var roster = Roster()
    private var rows: [Line] = []
    private var units: [String: Int] = [:]
    private var keys: [UInt64: Int] = [:]
    private var tenants = UnitTenants()
    /// The unit of the row before: rows of one unit mostly stand together.
    private var lastUnit: Int?
    private var hasFaults = false
    private var unitFaults: [UnitFault] = []
    private var residentFaults: [ResidentFault] = []
    private var keyFaults: [Bool] = []
    private var namesWithoutUser = 0

    /// What later marking needs to know of a row.
    private struct Line {
        let row: Int32
        let unit: Int32
        /// -1 where there is none.
        var key: Int32 = -1
        var resident: Int32 = -1
        let flags: TenantFlags
        let name: String?
        let landline: String?
        let sip: String?
    }

    private struct UnitFault {
        var landline = false
        var sip = false
    }

    private struct ResidentFault {
        var name = false
        /// A bit for each flag.
        var flags: UInt8 = 0
    }

    mutating func add(
        _ record: consuming SummaryRow, row: Int, faults: RowFaults, layout: SheetLayout, report: inout CheckReport
    ) {
        guard let label = record.apartment else {
            if !faults.contains(.apartment) && layout.has(.apartment) {
                report.add(
                    layout.problem(
                        row, .apartment, "", "apartment.required",
                        "The apartment is missing. Write its number or label."))
            }
            return
        }
        let unit = place(of: label)
        // A sheet has at most 1,048,576 rows.
        var line = Line(
            row: Int32(truncatingIfNeeded: row), unit: Int32(truncatingIfNeeded: unit), flags: record.flags,
            name: record.name, landline: record.landline, sip: record.sip)
        addNumbers(record, to: unit)
        if let login = record.login {
            line.resident = Int32(truncatingIfNeeded: addResident(record, login, to: unit))
        } else if !faults.contains(.user) {
            reportFlagsWithoutUser(record, row, layout, &report)
            if record.name != nil { namesWithoutUser += 1 }
        }
        if let key = record.key { line.key = Int32(truncatingIfNeeded: addKey(key, login: record.login, to: unit)) }
        rows.append(line)
    }

    private mutating func place(of label: String) -> Int {
        if let lastUnit, roster.units[lastUnit].label == label { return lastUnit }
        let place = units.placed(roster.units.count, for: label)
        lastUnit = place
        guard place == roster.units.count else { return place }
        tenants.addUnit()
        roster.units.append(.init(label: label))
        unitFaults.append(UnitFault())
        return place
    }

    private mutating func addNumbers(_ record: SummaryRow, to unit: Int) {
        if let landline = record.landline {
            if let known = roster.units[unit].landline, known != landline {
                unitFaults[unit].landline = true
                hasFaults = true
            }
            roster.units[unit].landline = landline
        }
        if let sip = record.sip {
            if let known = roster.units[unit].sip, known != sip {
                unitFaults[unit].sip = true
                hasFaults = true
            }
            roster.units[unit].sip = sip
        }
    }

    private mutating func addResident(_ record: SummaryRow, _ login: Login, to unit: Int) -> Int {
        guard let place = tenants.place(of: login, in: unit, roster.residents) else {
            roster.residents.append(.init(unit: unit, login: login, name: record.name, flags: record.flags))
            residentFaults.append(ResidentFault())
            tenants.add(roster.residents, to: unit)
            return roster.residents.count - 1
        }
        let known = roster.residents[place]
        if let name = record.name, let other = known.name, name != other {
            residentFaults[place].name = true
            hasFaults = true
        }
        for (bit, pair) in zip(known.flags.all, record.flags.all).enumerated() {
            if let left = pair.0, let right = pair.1, left != right {
                residentFaults[place].flags |= 1 << UInt8(bit)
                hasFaults = true
            }
        }
        // A blank agrees with any value, so what is said anywhere counts.
        roster.residents[place].name = known.name ?? record.name
        roster.residents[place].flags = known.flags.filled(from: record.flags)
        return place
    }

    private mutating func addKey(_ key: KeyCode, login: Login?, to unit: Int) -> Int {
        // Every code that was read has a number.
        let place = keys.placed(roster.keys.count, for: key.number ?? .max)
        guard place < roster.keys.count else {
            roster.keys.append(.init(code: key, unit: unit, login: login))
            keyFaults.append(false)
            return place
        }
        if roster.keys[place].unit != unit {
            keyFaults[place] = true
            hasFaults = true
        }
        roster.keys[place].login = roster.keys[place].login ?? login
        return place
    }

    private func reportFlagsWithoutUser(
        _ record: SummaryRow, _ row: Int, _ layout: SheetLayout, _ report: inout CheckReport
    ) {
        guard !record.flags.isEmpty else { return }
        for (column, flag) in zip(SummaryColumn.flags, record.flags.all) {
            guard let flag else { continue }
            report.add(
                layout.problem(
                    row, column, flag ? "yes" : "no", "flag.without-user",
                    "This setting needs a user in its row. Name the user, or empty the cell."))
        }
    }

    /// The roster; contradictions are added to the report.
    func finish(_ layout: SheetLayout, _ report: inout CheckReport) -> Roster {
        if hasFaults { for line in rows { mark(line, layout, &report) } }
        if namesWithoutUser > 0 {
            report.warn("\(namesWithoutUser) name(s) stand in rows without a user and were left alone.")
        }
        return roster
    }

    private func mark(_ line: Line, _ layout: SheetLayout, _ report: inout CheckReport) {
        let unit = Int(line.unit)
        let label = roster.units[unit].label
        func add(_ column: SummaryColumn, _ value: String, _ code: String, _ message: String) {
            report.add(layout.problem(Int(line.row), column, value, code, message))
        }
        if let landline = line.landline, unitFaults[unit].landline {
            add(
                .landline, landline, "landline.conflict",
                "Apartment \(label) has different landlines in its rows. Make them agree.")
        }
        if let sip = line.sip, unitFaults[unit].sip {
            add(
                .sip, sip, "sip.conflict", "Apartment \(label) has different SIP accounts in its rows. Make them agree."
            )
        }
        if line.key >= 0, keyFaults[Int(line.key)] {
            let key = roster.keys[Int(line.key)].code
            add(.key, key.text, "key.duplicate", "The key \(key) stands in more than one apartment. Leave it in one.")
        }
        guard line.resident >= 0 else { return }
        let fault = residentFaults[Int(line.resident)]
        if let name = line.name, fault.name {
            add(
                .name, name, "name.conflict",
                "This user has different names in apartment \(label). Make them agree.")
        }
        for (bit, pair) in zip(SummaryColumn.flags, line.flags.all).enumerated() {
            guard let flag = pair.1, fault.flags & (1 << UInt8(bit)) != 0 else { continue }
            add(
                pair.0, flag ? "yes" : "no", "flag.conflict",
                "This user has different settings in apartment \(label). Make them agree.")
        }
    }
}

extension Dictionary where Value == Int {
    /// The place of a key that is there, or this one, at which it is put.
    fileprivate mutating func placed(_ place: Int, for key: Key) -> Int {
        func same(_ known: inout Int) -> Int { known }
        return same(&self[key, default: place])
    }
}

extension TenantFlags {
    fileprivate func filled(from other: TenantFlags) -> TenantFlags {
        TenantFlags(
            live: live ?? other.live, archive: archive ?? other.archive, openByKey: openByKey ?? other.openByKey,
            openByCode: openByCode ?? other.openByCode, openByFace: openByFace ?? other.openByFace,
            openByApp: openByApp ?? other.openByApp)
    }
}

extension RowFaults {
    fileprivate func contains(_ column: SummaryColumn) -> Bool { contains(column.rawValue) }
}

extension SheetLayout {
    fileprivate func has(_ column: SummaryColumn) -> Bool { has(column.rawValue) }

    fileprivate func problem(
        _ row: Int, _ column: SummaryColumn, _ value: String, _ code: String, _ message: String
    ) -> RowProblem {
        RowProblem(
            sheet: sheet, cell: cell(row: row, column: column.rawValue), column: header(of: column.rawValue),
            value: value, code: code, message: message)
    }
}
