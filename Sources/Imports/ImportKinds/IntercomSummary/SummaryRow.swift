import Access
import Identity

/// One row of a summary workbook: an apartment with at most one key and one tenant.
struct SummaryRow: Sendable {
    var apartment: String?
    var key: KeyCode?
    var login: Login?
    var name: String?
    var landline: String?
    var sip: String?
    var flags = TenantFlags()
}
