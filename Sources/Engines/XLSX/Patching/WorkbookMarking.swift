import Glibc
import Zip

/// Marks cells in a copy of a workbook: our fill, a note with the reason, and a sheet that lists all marks.
///
/// Marks of an earlier round are taken away first. They are known by our fill together with a note of ours; see
/// `NotesPatch` and `MarkList` for how notes and list are known. Without marks the copy is merely cleaned.
///
/// Everything else stays: parts that need no change are copied as they are packed, and in worksheets only the style of
/// marked cells changes, cells and rows appear where there were none, and the link to the notes' drawing is added.
/// A worksheet is never held in memory; it is read twice, once to find the places, once to copy. If it fails there is
/// no copy.
///
/// - Parameters:
///   - totalCount: how many marks there would be, if `marks` is only the beginning of them.
public func markCells(
    in source: String, to destination: String, marks: [CellMark], totalCount: Int = 0,
    options: MarkingOptions = MarkingOptions(), limits: XLSXLimits = .standard
) throws(MarkingError) {
    do {
        guard !isSameFile(source, destination) else {
            throw MarkingError.options("the copy must be another file than the original")
        }
        try WorkbookMarking(source, marks, totalCount, options, limits).write(to: destination)
    } catch let error as MarkingError {
        throw error
    } catch let error as XLSXError {
        throw .reading(error)
    } catch let error as ZipError {
        throw .reading(.archive(error))
    } catch let error as WorkbookWriteError {
        throw .writing(error)
    } catch let error as ZipWriteError {
        throw .writing(.archive(error))
    } catch {
        throw .writing(.misuse("\(error)"))
    }
}

/// Whether a sheet is a list of marks that `markCells` made, even if other programs saved it since; what is in it is no
/// data of the user's.
public func isMarkList(_ sheet: Sheet, in workbook: Workbook, options: MarkingOptions = MarkingOptions()) -> Bool {
    MarkList.recognize(sheet, in: workbook, options: options).isOurs
}

private func isSameFile(_ first: String, _ second: String) -> Bool {
    var one = stat()
    var other = stat()
    guard stat(first, &one) == 0, stat(second, &other) == 0 else { return false }
    return one.st_dev == other.st_dev && one.st_ino == other.st_ino
}

/// One round of marking, from the first look at the workbook to the copy.
private final class WorkbookMarking {
    private let workbook: Workbook
    private let options: MarkingOptions
    private let marks: ArraySlice<CellMark>
    private let moreCount: Int
    private let isStrict: Bool
    private let patch: PackagePatch
    private let styles: StylesPatch
    private let stylesPart: String?
    private var takenParts: Set<String> = []

    /// So many reasons stand in one note, and so many characters of each; the list has all.
    private static let reasonsInNote = 10
    private static let reasonCharacters = 2000
    private static let kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml."

    init(
        _ source: String, _ marks: [CellMark], _ totalCount: Int, _ options: MarkingOptions, _ limits: XLSXLimits
    ) throws {
        guard options.headers.count == 5 else { throw MarkingError.options("the list of marks has five headers") }
        if let rule = SheetName.brokenRule(of: options.sheetTitle) {
            throw MarkingError.options("'\(options.sheetTitle)' cannot name a sheet, \(rule)")
        }
        guard options.fill.utf8.count == 8, options.fill.allSatisfy(\.isHexDigit) else {
            throw MarkingError.options("'\(options.fill)' is no colour of eight hexadecimal digits")
        }
        let workbook = try Workbook(path: source, limits: limits)
        self.workbook = workbook
        self.options = options
        let kept = marks.prefix(max(min(options.maximumMarks, SheetLimits.links), 0))
        self.marks = kept
        moreCount = max(totalCount, marks.count) - kept.count
        isStrict = workbook.relationships.contains {
            $0.kind == "worksheet" && $0.type.hasPrefix("http://purl.oclc.org/")
        }
        let patch = PackagePatch(workbook.package, isStrict: isStrict)
        self.patch = patch
        let part = workbook.part(ofKind: "styles").flatMap { workbook.package.entry(of: $0) == nil ? nil : $0 }
        stylesPart = part
        let namespace = isStrict ? Self.strictNamespace : SheetWriter.namespace
        let markup =
            try part.map { try patch.markup(of: $0) }
            ?? Markup(part: "xl/styles.xml", bytes: Array("<styleSheet xmlns=\"\(namespace)\"/>".utf8))
        styles = try StylesPatch(markup, fill: options.fill.uppercased())
    }

    private static let strictNamespace = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    private var namespace: String { isStrict ? Self.strictNamespace : SheetWriter.namespace }

    func write(to destination: String) throws {
        let lists = workbook.sheets.indices.filter {
            MarkList.recognize(workbook.sheets[$0], in: workbook, options: options).isOurs
        }
        var bySheet: [Int: [CellMark]] = [:]
        for mark in marks {
            guard (1...SheetLimits.rows).contains(mark.row), (0..<SheetLimits.columns).contains(mark.column) else {
                throw MarkingError.outsideSheet(sheet: mark.sheet, row: mark.row, column: mark.column)
            }
            bySheet[try index(ofSheet: mark.sheet), default: []].append(mark)
        }
        for index in workbook.sheets.indices where !lists.contains(index) {
            try markSheet(workbook.sheets[index], bySheet[index] ?? [])
        }
        try replaceList(lists)
        try finishStyles()
        try patch.write(to: destination)
    }

    private func index(ofSheet name: String) throws -> Int {
        let sheet = try workbook.sheet(named: name)
        guard sheet.kind == .worksheet else {
            throw XLSXError.notAWorksheet(sheet: sheet.name, kind: sheet.kind.rawValue)
        }
        return workbook.sheets.firstIndex(of: sheet) ?? 0
    }

    // MARK: Sheets

    private func markSheet(_ sheet: Sheet, _ marks: [CellMark]) throws {
        guard sheet.kind == .worksheet else { return }
        let package = workbook.package
        let arrows = try package.relationships(of: sheet.part)
        let arrow = arrows.first { $0.kind == "comments" && !$0.isExternal && package.entry(of: $0.part) != nil }
        guard arrow != nil || !marks.isEmpty else { return }
        let notesPart = arrow?.part ?? patch.freeName("xl/comments", ".xml")
        let notes = try NotesPatch(
            arrow.map { try patch.markup(of: $0.part) }, part: notesPart, author: options.author, namespace: namespace,
            maximumNotes: workbook.limits.maximumNotes)
        var reasons: [CellReference: [String]] = [:]
        for mark in marks {
            let cell = CellReference(column: mark.column, row: mark.row)
            let reason = Self.line(mark.reason)
            let known = reasons[cell] ?? []
            if known.count < Self.reasonsInNote, !known.contains(reason) { reasons[cell] = known + [reason] }
        }
        let ours = try notes.ours()
        guard !ours.isEmpty || !marks.isEmpty else { return }
        for part in [sheet.part, notesPart] where !takenParts.insert(part.lowercased()).inserted {
            throw XLSXError.malformedXML(part: part, byte: 0, what: "two sheets share the part")
        }

        let survey = try SheetSurvey(of: sheet.part, in: package, wanted: WantedCells(Set(ours).union(reasons.keys)))
        var cleaned: [CellReference] = []
        var sheetPatch = SheetPatch(survey) { cell, present, exists in
            if reasons[cell] != nil { return styles.marked(present) }
            guard exists, styles.isMarked(present) else { return nil }
            cleaned.append(cell)
            return styles.cleaned(present)
        }
        for cell in cleaned { try notes.clear(cell) }
        for cell in reasons.keys.sorted(by: { ($0.row, $0.column) < ($1.row, $1.column) }) {
            try notes.set(reasons[cell] ?? [], at: cell)
        }
        try draw(notes, of: sheet, arrows, survey, &sheetPatch)
        try store(notes, notesPart, arrow, of: sheet)
        if !sheetPatch.splices.isEmpty { patch.replace(sheet.part, with: .splices(sheetPatch.splices)) }
    }

    private func store(_ notes: NotesPatch, _ part: String, _ arrow: Relationship?, of sheet: Sheet) throws {
        if notes.isEmpty {
            guard let arrow else { return }
            patch.remove(part)
            try patch.unrelate(sheet.part, id: arrow.id)
        } else if arrow == nil {
            _ = try patch.relate(sheet.part, to: part, kind: "comments")
            patch.add(part, type: Self.kinds + "comments+xml", .bytes(notes.patched()))
        } else {
            patch.replace(part, with: .bytes(notes.patched()))
        }
    }

    /// Every note has a box in a drawing, which is linked from the sheet.
    private func draw(
        _ notes: NotesPatch, of sheet: Sheet, _ arrows: [Relationship], _ survey: SheetSurvey,
        _ sheetPatch: inout SheetPatch
    ) throws {
        let arrow = arrows.first {
            $0.id == survey.legacyDrawing?.relationship && !$0.isExternal && workbook.package.entry(of: $0.part) != nil
        }
        if arrow == nil, notes.isEmpty { return }
        let part = arrow?.part ?? patch.freeName("xl/drawings/vmlDrawing", ".vml")
        guard takenParts.insert(part.lowercased()).inserted else {
            throw XLSXError.malformedXML(part: part, byte: 0, what: "two sheets share the part")
        }
        let drawing = try NoteDrawing(arrow.map { try patch.markup(of: $0.part) }, part: part)
        for cell in notes.removed { drawing.remove(cell) }
        var boxless = Set(notes.added)
        if arrow == nil { boxless.formUnion(Set(notes.notes.keys).subtracting(notes.removed)) }
        for cell in boxless.sorted(by: { ($0.row, $0.column) < ($1.row, $1.column) }) { drawing.add(cell) }

        if let arrow {
            if drawing.isEmpty, notes.isEmpty {
                patch.remove(part)
                try patch.unrelate(sheet.part, id: arrow.id)
                sheetPatch.unlink()
            } else if drawing.hasChanged {
                patch.replace(part, with: .bytes(try drawing.patched()))
            }
        } else {
            let id = try patch.relate(sheet.part, to: part, kind: "vmlDrawing")
            patch.add(part, type: nil, .bytes(try drawing.patched()))
            sheetPatch.link(id, isStrict: isStrict)
        }
    }

    /// A reason in one line, short enough for a note.
    private static func line(_ reason: String) -> String {
        let words = reason.split { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
        return String(words.joined(separator: " ").prefix(reasonCharacters))
    }

    // MARK: The list of marks

    private func replaceList(_ old: [Int]) throws {
        let hasList = !marks.isEmpty || moreCount > 0
        var gone = old
        if hasList || isLastVisible(old) { gone = Array(old.dropFirst()) }
        guard hasList || !old.isEmpty else { return }
        let list = MarkList(options: options, marks: marks.map(named)[...], moreCount: moreCount)
        var content: PackagePatch.Content {
            let styles = styles
            let namespace = namespace
            _ = styles.index(of: .header)
            _ = styles.index(of: .text)
            return .written { archive, part in
                try list.write("", to: part, of: archive, namespace: namespace) { styles.index(of: $0) }
            }
        }

        if let kept = old.first, !gone.contains(kept) {
            patch.removeRelationships(of: workbook.sheets[kept].part)
            patch.replace(workbook.sheets[kept].part, with: content)
        } else if hasList {
            let part = patch.freeName("xl/worksheets/sheet", ".xml")
            var sheets = try SheetList(patch.markup(of: workbook.part))
            sheets.add(
                MarkList.freeName(options.sheetTitle, among: workbook.sheets.map(\.name)),
                relationship: try patch.relate(workbook.part, to: part, kind: "worksheet"), isStrict: isStrict)
            patch.replace(workbook.part, with: .bytes(sheets.patched))
            patch.add(part, type: Self.kinds + "worksheet+xml", content)
        }
        if !gone.isEmpty {
            var sheets = try SheetList(patch.markup(of: workbook.part))
            try sheets.remove(Set(gone))
            patch.replace(workbook.part, with: .bytes(sheets.patched))
            for index in gone {
                patch.remove(workbook.sheets[index].part)
                try patch.unrelate(workbook.part, id: workbook.sheets[index].relationshipID)
            }
        }
        try dropCalculationChain(old)
    }

    /// A workbook must keep one sheet that is not hidden.
    private func isLastVisible(_ lists: [Int]) -> Bool {
        !workbook.sheets.indices.contains { !lists.contains($0) && workbook.sheets[$0].state == .visible }
    }

    private func named(_ mark: CellMark) -> CellMark {
        var mark = mark
        if let sheet = try? workbook.sheet(named: mark.sheet) { mark.sheet = sheet.name }
        return mark
    }

    /// Formulas that somebody wrote into an old list are gone; the order of calculation, which names them, is made anew
    /// by the next program.
    private func dropCalculationChain(_ old: [Int]) throws {
        guard let arrow = workbook.relationships.first(where: { $0.kind == "calcChain" && !$0.isExternal }),
            old.contains(where: { MarkList.recognize(workbook.sheets[$0], in: workbook, options: options).hasFormulas })
        else { return }
        patch.remove(arrow.part)
        try patch.unrelate(workbook.part, id: arrow.id)
    }

    // MARK: Styles

    private func finishStyles() throws {
        guard styles.hasChanged else { return }
        if let stylesPart {
            patch.replace(stylesPart, with: .bytes(try styles.patched()))
        } else {
            let part =
                workbook.package.archive.entry(named: "xl/styles.xml") == nil
                ? "xl/styles.xml" : patch.freeName("xl/styles", ".xml")
            _ = try patch.relate(workbook.part, to: part, kind: "styles")
            patch.add(part, type: Self.kinds + "styles+xml", .bytes(try styles.patched()))
        }
    }
}
