/// What spreadsheet programs hold (Microsoft, "Excel specifications and limits"; ECMA-376 part 1, 18.17.7.2).
public enum SheetLimits {
    public static let rows = 1_048_576
    public static let columns = 16_384
    /// UTF-16 units in one cell.
    public static let text = 32_767
    /// Links in one sheet.
    public static let links = 65_530
    /// UTF-16 units in a sheet's name.
    public static let sheetName = 31
    /// Characters of all choices of a list together, commas included.
    public static let choices = 255
}
