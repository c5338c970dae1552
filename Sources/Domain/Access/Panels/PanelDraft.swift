import Basics

/// What an administrator may set on a panel.
public struct PanelDraft: Sendable {
    public var title: String
    public var address: String
    public var range: UnitRange?
    public var defaults: PanelDefaults

    public init(title: String, address: String = "", range: UnitRange? = nil, defaults: PanelDefaults = PanelDefaults())
    {
        self.title = title
        self.address = address
        self.range = range
        self.defaults = defaults
    }

    init(_ panel: Panel) {
        self.init(title: panel.title, address: panel.address, range: panel.range, defaults: panel.defaults)
    }

    /// The draft with white space trimmed; throws where a text is empty, too long or not printable.
    func validated() throws -> PanelDraft {
        var draft = self
        draft.title = title.trimmed
        draft.address = address.trimmed
        guard (1...200).contains(draft.title.unicodeScalars.count), !draft.title.hasControlCharacters else {
            throw Failure.invalid("title", code: "panel.title", "The title must have 1 to 200 printable characters.")
        }
        guard draft.address.unicodeScalars.count <= 500, !draft.address.hasControlCharacters else {
            throw Failure.invalid(
                "address", code: "panel.address", "The address may have at most 500 printable characters.")
        }
        return draft
    }
}
