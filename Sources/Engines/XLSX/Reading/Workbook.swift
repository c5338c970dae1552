import Synchronization
public import Zip

/// An .xlsx or .xlsm workbook open for reading (ECMA-376 Part 1, SpreadsheetML; transitional and strict).
///
/// Opening reads the lists of parts and sheets alone. Styles and shared strings are read with the first sheet and kept;
/// sheets are read as streams and never held.
public final class Workbook: Sendable {
    public let package: Package
    /// The workbook part's name, by custom `xl/workbook.xml`.
    public let part: String
    /// The arrows from the workbook part to its sheets, styles, strings …
    public let relationships: [Relationship]
    /// In the order of the tabs.
    public let sheets: [Sheet]
    /// Whether serial dates count from 1 January 1904 instead of 1900.
    public let isDate1904: Bool

    private let tables = Mutex<Tables?>(nil)

    public init(path: String, limits: XLSXLimits = .standard) throws(XLSXError) {
        package = try Package(path: path, limits: limits)
        part = try Self.workbookPart(of: package)
        relationships = try package.relationships(of: part)
        let content = try WorkbookPart(package.smallScanner(of: part))
        isDate1904 = content.isDate1904
        sheets = Self.sheets(content.lines, relationships, package)
    }

    public var archive: ZipArchive { package.archive }
    public var limits: XLSXLimits { package.limits }

    /// The sheet of this name, exactly or else without regard to case.
    public func sheet(named name: String) throws(XLSXError) -> Sheet {
        if let sheet = sheets.first(where: { $0.name == name }) { return sheet }
        let folded = name.lowercased()
        if let sheet = sheets.first(where: { $0.name.lowercased() == folded }) { return sheet }
        throw .noSuchSheet(name)
    }

    /// The number formats of the workbook's cell styles.
    public func styles() throws(XLSXError) -> Styles {
        try loadTables().styles
    }

    /// The part of a kind that the workbook part points to, such as `styles` or `sharedStrings`.
    public func part(ofKind kind: String) -> String? {
        relationships.first { !$0.isExternal && $0.kind == kind }?.part
    }

    struct Tables: Sendable {
        let styles: Styles
        let strings: SharedStrings
    }

    func loadTables() throws(XLSXError) -> Tables {
        try tables.withLock { loaded throws(XLSXError) in
            if let loaded { return loaded }
            var styles = Styles.none
            if let part = part(ofKind: "styles"), package.entry(of: part) != nil {
                styles = try Styles(package.smallScanner(of: part))
            }
            var strings = SharedStrings.none
            if let part = part(ofKind: "sharedStrings"), package.entry(of: part) != nil {
                strings = try SharedStrings(package.scanner(of: part, window: 256 << 10))
            }
            let tables = Tables(styles: styles, strings: strings)
            loaded = tables
            return tables
        }
    }

    // MARK: Finding the parts

    private static func workbookPart(of package: Package) throws(XLSXError) -> String {
        let related = try package.relationships(of: "").first { $0.kind == "officeDocument" && !$0.isExternal }?.part
        let overridden = package.contentTypes.overrides.first { isWorkbook($0.value) }?.key
        for part in [related, overridden, "xl/workbook.xml"] {
            guard let part, package.entry(of: part) != nil else { continue }
            if let type = package.contentTypes[part], let other = kind(of: type) { throw .notAWorkbook(other) }
            return part
        }
        throw try failure(for: package)
    }

    private static func isWorkbook(_ type: String) -> Bool {
        let type = type.lowercased()
        return type.hasSuffix(".main+xml") && (type.contains("spreadsheetml") || type.contains("ms-excel"))
    }

    /// What an Office file is by its main part's content type, if it is no workbook.
    private static func kind(of type: String) -> FileKind? {
        let type = type.lowercased()
        if type.contains("wordprocessingml") || type.contains("ms-word") { return .document }
        if type.contains("presentationml") || type.contains("ms-powerpoint") { return .presentation }
        return type.contains("ms-excel.sheet.binary") ? .binaryWorkbook : nil
    }

    private static func failure(for package: Package) throws(XLSXError) -> XLSXError {
        let archive = package.archive
        if let entry = archive.entry(named: "mimetype"), entry.uncompressedSize < 256, entry.method == 0 {
            do {
                let type = String(decoding: try archive.bytes(of: entry), as: UTF8.self)
                if type.contains("opendocument") { return .notAWorkbook(.openDocument) }
            } catch {
                throw .archive(error)
            }
        }
        if archive.entry(named: "Index/Document.iwa") != nil { return .notAWorkbook(.appleNumbers) }
        if package.entry(of: ContentTypes.part) == nil { return .notAWorkbook(.plainArchive) }
        return .missingPart("xl/workbook.xml")
    }

    private static func sheets(
        _ lines: [WorkbookPart.SheetLine], _ relationships: [Relationship], _ package: Package
    ) -> [Sheet] {
        let byID = Dictionary(relationships.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return lines.map { line in
            let relationship = line.relationship.flatMap { byID[$0] }
            let part = relationship.flatMap { $0.isExternal ? nil : $0.part } ?? ""
            var kind = Sheet.Kind.missing
            if package.entry(of: part) != nil {
                kind =
                    switch relationship?.kind {
                    case "chartsheet": .chartSheet
                    case "dialogsheet": .dialogSheet
                    case "xlMacrosheet", "xlIntlMacrosheet": .macroSheet
                    default: .worksheet
                    }
            }
            return Sheet(
                name: line.name, state: line.state, kind: kind, part: part,
                relationshipID: line.relationship ?? "", sheetID: line.sheetID)
        }
    }
}
