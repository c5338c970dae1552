/// The workbook part itself (ECMA-376 Part 1, clause 18.2): its sheets and its first day.
struct WorkbookPart {
    struct SheetLine {
        let name: String
        let state: Sheet.State
        let relationship: String?
        let sheetID: Int?
    }

    private(set) var lines: [SheetLine] = []
    /// Whether days count from 1904 instead of 1900.
    private(set) var isDate1904 = false

    init(_ xml: consuming XMLScanner) throws(XLSXError) {
        var inSheets = false
        var sawWorkbook = false
        while true {
            switch try xml.next() {
            case .start where xml.depth == 1:
                sawWorkbook = xml.name == XMLName("workbook")
                guard sawWorkbook else { throw xml.malformed("the root is not 'workbook'") }
            case .start where xml.name == XMLName("sheets") && xml.depth == 2:
                inSheets = true
            case .start where xml.name == XMLName("sheet") && inSheets:
                lines.append(try Self.line(&xml))
                try xml.check("maximumSheets", xml.limits.maximumSheets, lines.count)
            case .start where xml.name == XMLName("workbookPr") && xml.depth == 2:
                var place = xml.contentStart
                while let attribute = try xml.nextAttribute(&place) {
                    if attribute.name == XMLName("date1904") { isDate1904 = attribute.isTrue }
                }
            case .end where xml.name == XMLName("sheets"):
                inSheets = false
            case .finished:
                guard sawWorkbook else { throw xml.malformed("there is no root element") }
                return
            default:
                break
            }
        }
    }

    private static func line(_ xml: inout XMLScanner) throws(XLSXError) -> SheetLine {
        var name = ""
        var state = Sheet.State.visible
        var relationship: String?
        var sheetID: Int?
        var place = xml.contentStart
        while let attribute = try xml.nextAttribute(&place) {
            switch attribute.name {
            case XMLName("name"): name = try xml.string(attribute)
            case XMLName("state"): state = Sheet.State(rawValue: try xml.string(attribute)) ?? .visible
            case XMLName("id") where attribute.hasPrefix: relationship = try xml.string(attribute)
            case XMLName("sheetId"): sheetID = attribute.number
            default: break
            }
        }
        return SheetLine(name: name, state: state, relationship: relationship, sheetID: sheetID)
    }
}
