/// What a tenant may do at a panel; nil leaves it to the panel's own setting.
public struct TenantFlags: Hashable, Sendable {
    public var live: Bool?
    public var archive: Bool?
    public var openByKey: Bool?
    public var openByCode: Bool?
    public var openByFace: Bool?
    public var openByApp: Bool?

    public init(
        live: Bool? = nil, archive: Bool? = nil, openByKey: Bool? = nil, openByCode: Bool? = nil,
        openByFace: Bool? = nil, openByApp: Bool? = nil
    ) {
        self.live = live
        self.archive = archive
        self.openByKey = openByKey
        self.openByCode = openByCode
        self.openByFace = openByFace
        self.openByApp = openByApp
    }

    /// In the order of the columns of the tables and of the summary workbook.
    public var all: [Bool?] { [live, archive, openByKey, openByCode, openByFace, openByApp] }

    public var isEmpty: Bool { all.allSatisfy { $0 == nil } }

    /// What holds where the panel decides what is left open.
    public func resolved(by defaults: PanelDefaults) -> PanelDefaults {
        PanelDefaults(
            live: live ?? defaults.live, archive: archive ?? defaults.archive,
            openByKey: openByKey ?? defaults.openByKey, openByCode: openByCode ?? defaults.openByCode,
            openByFace: openByFace ?? defaults.openByFace, openByApp: openByApp ?? defaults.openByApp)
    }
}
