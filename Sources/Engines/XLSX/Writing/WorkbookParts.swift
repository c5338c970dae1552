/// What a new workbook's small parts must know of a sheet.
struct SheetEntry {
    var name: String
    var hidden: Bool
    var filterRange: String?

    var escapedName: String { String(decoding: XMLText.escaped(name), as: UTF8.self) }
}

/// The small parts of a new workbook.
enum WorkbookParts {
    private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    private static let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    static func workbook(_ sheets: [SheetEntry]) -> String {
        var xml = head + "<workbook xmlns=\"\(SheetWriter.namespace)\" xmlns:r=\"\(office)\">"
        let first = sheets.firstIndex { !$0.hidden } ?? 0
        xml +=
            "<bookViews><workbookView activeTab=\"\(first)\"\(first == 0 ? "" : " firstSheet=\"\(first)\"")/>"
            + "</bookViews>"
        xml += "<sheets>"
        for (index, sheet) in sheets.enumerated() {
            let state = sheet.hidden ? " state=\"hidden\"" : ""
            xml += "<sheet name=\"\(sheet.escapedName)\" sheetId=\"\(index + 1)\"\(state) r:id=\"rId\(index + 1)\"/>"
        }
        xml += "</sheets>"
        let filters = sheets.enumerated().compactMap { index, sheet in
            sheet.filterRange.map { (index: index, name: sheet.name, range: absolute($0)) }
        }
        if !filters.isEmpty {
            xml += "<definedNames>"
            for filter in filters {
                let place = XMLText.escaped(SheetName.quoted(filter.name) + "!" + filter.range)
                xml += "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"\(filter.index)\" hidden=\"1\">"
                xml += String(decoding: place, as: UTF8.self) + "</definedName>"
            }
            xml += "</definedNames>"
        }
        return xml + "</workbook>"
    }

    static func workbookRelationships(_ sheets: [SheetEntry]) -> String {
        var xml = head + "<Relationships xmlns=\"\(package)/relationships\">"
        for index in 1...max(sheets.count, 1) {
            xml += "<Relationship Id=\"rId\(index)\" Type=\"\(office)/worksheet\" "
            xml += "Target=\"worksheets/sheet\(index).xml\"/>"
        }
        xml += "<Relationship Id=\"rId\(sheets.count + 1)\" Type=\"\(office)/styles\" Target=\"styles.xml\"/>"
        return xml + "</Relationships>"
    }

    static let packageRelationships =
        head + "<Relationships xmlns=\"\(package)/relationships\">"
        + "<Relationship Id=\"rId1\" Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"

    static func contentTypes(_ sheets: [SheetEntry]) -> String {
        var xml = head + "<Types xmlns=\"\(package)/content-types\">"
        xml += "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        xml += "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        xml += "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(kind).sheet.main+xml\"/>"
        for index in 1...max(sheets.count, 1) {
            xml += "<Override PartName=\"/xl/worksheets/sheet\(index).xml\" ContentType=\"\(kind).worksheet+xml\"/>"
        }
        xml += "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(kind).styles+xml\"/>"
        return xml + "</Types>"
    }

    /// `A1:C3` as `$A$1:$C$3`.
    private static func absolute(_ range: String) -> String {
        var out = ""
        var inLetters = false
        for character in range {
            if character.isLetter != inLetters, character != ":" { out += "$" }
            inLetters = character.isLetter
            out.append(character)
        }
        return out
    }
}
