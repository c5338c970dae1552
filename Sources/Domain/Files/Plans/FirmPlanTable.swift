import Basics
import Identity
import Storage

/// Which calls the plans of firms leave out; without a row, a call is included.
enum FirmPlanTable {
    /// Throws `forbidden` with the code `plan.excluded`.
    static func check(_ call: FilerCall, by caller: Principal, in tx: any Transaction) throws {
        let found = try tx.first(
            """
            SELECT call FROM plan_exclusion
            WHERE organization_id = \(caller.organization) AND call = \(call.rawValue)
            """)
        guard found == nil else {
            throw Failure(
                .forbidden, code: "plan.excluded",
                "The plan of your firm does not include this call (\(call.rawValue)). Ask for another plan.")
        }
    }

    static func excluded(for firm: ID<Organization>, in tx: any Transaction) throws -> Set<FilerCall> {
        Set(
            try tx.fetch("SELECT call FROM plan_exclusion WHERE organization_id = \(firm)").compactMap {
                FilerCall(rawValue: try $0.text("call"))
            })
    }

    static func set(_ excluded: Set<FilerCall>, for firm: ID<Organization>, in tx: any Transaction) throws {
        try tx.execute("DELETE FROM plan_exclusion WHERE organization_id = \(firm)")
        for call in excluded.sorted(by: { $0.rawValue < $1.rawValue }) {
            try tx.execute("INSERT INTO plan_exclusion (organization_id, call) VALUES (\(firm), \(call.rawValue))")
        }
    }
}
