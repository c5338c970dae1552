/// The rules for names of sheets, and how a name stands in a reference.
public enum SheetName {
    /// The rule that a name breaks, nil when it is fine.
    public static func brokenRule(of name: String) -> String? {
        if name.isEmpty { return "a name has at least one character" }
        if name.utf16.count > SheetLimits.sheetName { return "a name has at most \(SheetLimits.sheetName) characters" }
        if name.utf8.contains(where: { $0 < 0x20 }) { return "a name has no control characters" }
        if name.contains(where: { "[]:*?/\\".contains($0) }) { return "a name has none of [ ] : * ? / \\" }
        if name.hasPrefix("'") || name.hasSuffix("'") { return "a name neither begins nor ends with an apostrophe" }
        if name.lowercased() == "history" { return "'History' is reserved" }
        return nil
    }

    /// Names are compared without regard to case.
    public static func key(of name: String) -> String { name.lowercased() }

    /// The name in apostrophes, as references to other sheets want it: `'Bob''s sheet'`.
    public static func quoted(_ name: String) -> String {
        "'" + name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }
}
