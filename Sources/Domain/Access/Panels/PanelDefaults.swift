/// What tenants may do at a panel unless their own flags say otherwise.
public struct PanelDefaults: Hashable, Sendable {
    public var live: Bool
    public var archive: Bool
    public var openByKey: Bool
    public var openByCode: Bool
    public var openByFace: Bool
    public var openByApp: Bool

    /// Everything is allowed until somebody restricts it.
    public init(
        live: Bool = true, archive: Bool = true, openByKey: Bool = true, openByCode: Bool = true,
        openByFace: Bool = true, openByApp: Bool = true
    ) {
        self.live = live
        self.archive = archive
        self.openByKey = openByKey
        self.openByCode = openByCode
        self.openByFace = openByFace
        self.openByApp = openByApp
    }
}
