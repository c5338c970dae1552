/// The notes of a sheet (ECMA-376 part 1, 18.7) with ours added, changed or taken away.
///
/// Each line of ours begins with the author's name and a colon, so that it is known again inside another's note too.
final class NotesPatch {
    struct Note {
        let reference: CellReference
        let author: String?
        let element: MarkupElement
    }

    /// Cells whose note is new, and cells that have none any more.
    private(set) var added: [CellReference] = []
    private(set) var removed: [CellReference] = []
    /// All notes of the part as it was.
    let notes: [CellReference: Note]

    private let markup: Markup
    private let author: String
    private let prefix: String
    private let authors: MarkupElement?
    private let list: MarkupElement?
    private let authorNames: [String]
    private let isNew: Bool
    private var splices = Splices()
    private var newNotes: [UInt8] = []
    private var needsAuthor = false

    /// A sheet's notes; `markup` is nil where it has none yet.
    init(
        _ markup: Markup?, part: String, author: String, namespace: String, maximumNotes: Int = .max
    ) throws(XLSXError) {
        isNew = markup == nil
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
        let empty = head + "<comments xmlns=\"\(namespace)\"><authors/><commentList/></comments>"
        let markup = markup ?? Markup(part: part, bytes: Array(empty.utf8))
        let root = try markup.root()
        guard markup.isNamed("comments", root) else { throw markup.malformed(0, "the root is not 'comments'") }
        self.markup = markup
        self.author = author
        prefix = markup.prefix(of: root)
        authors = try markup.child("authors", of: root)
        list = try markup.child("commentList", of: root)
        guard let authors, let list else { throw markup.malformed(0, "authors or notes are missing") }
        let names = try markup.children(of: authors).map { markup.text($0.content) }
        authorNames = names
        var notes: [CellReference: Note] = [:]
        for element in try markup.children(of: list) where markup.isNamed("comment", element) {
            guard notes.count < maximumNotes else {
                throw .limitExceeded(
                    limit: "maximumNotes", allowed: maximumNotes, found: notes.count + 1, part: part)
            }
            guard let reference = markup.value("ref", of: element).flatMap({ CellReference($0) }) else { continue }
            let id = markup.number("authorId", of: element) ?? -1
            let note = Note(
                reference: reference, author: names.indices.contains(id) ? names[id] : nil, element: element)
            if notes[reference] == nil { notes[reference] = note }
        }
        self.notes = notes
    }

    /// Cells whose note is ours, or holds lines of ours.
    func ours() throws(XLSXError) -> [CellReference] {
        var ours: [CellReference] = []
        for note in notes.values where try isOurs(note) { ours.append(note.reference) }
        return ours
    }

    /// Whether no note is left.
    var isEmpty: Bool { notes.count == removed.count && newNotes.isEmpty }

    /// Writes reasons into a cell's note, in place of ours of before and below what others wrote.
    func set(_ reasons: [String], at cell: CellReference) throws(XLSXError) {
        let text = reasons.map { "\(author): \($0)" }.joined(separator: "\n")
        guard let note = notes[cell] else {
            newNotes += xml(of: text, at: cell)
            added.append(cell)
            return
        }
        let pieces = try pieces(of: note)
        let kept = keeping(pieces)
        if isWhole(note, pieces, kept) {
            splices.replace(note.element.whole, with: xml(of: text, at: cell))
        } else {
            cut(pieces, to: kept)
            try append("\n" + text, to: note)
        }
    }

    /// Takes our lines out of a cell's note, and the note itself if nothing else is in it.
    func clear(_ cell: CellReference) throws(XLSXError) {
        guard let note = notes[cell] else { return }
        let pieces = try pieces(of: note)
        let kept = keeping(pieces)
        if isWhole(note, pieces, kept) {
            splices.remove(note.element.whole)
            removed.append(cell)
        } else {
            cut(pieces, to: kept)
        }
    }

    /// The whole part.
    func patched() -> [UInt8] {
        var splices = splices
        if needsAuthor, let authors {
            let name = String(decoding: Markup.entities(author.utf8), as: UTF8.self)
            splices.append("<\(prefix)author>\(name)</\(prefix)author>".utf8, to: authors, in: markup)
        }
        if !newNotes.isEmpty, let list { splices.append(newNotes, to: list, in: markup) }
        return splices.applied(to: markup.bytes)
    }

    // MARK: The text of a note

    /// A `t` element, the run around it if there is one, and its text.
    private struct Piece {
        let run: MarkupElement?
        let element: MarkupElement
        let text: [UInt8]
    }

    private func pieces(of note: Note) throws(XLSXError) -> [Piece] {
        guard let text = try markup.child("text", of: note.element) else { return [] }
        var pieces: [Piece] = []
        for element in try markup.children(of: text) {
            if markup.isNamed("t", element) {
                pieces.append(Piece(run: nil, element: element, text: markup.textBytes(element.content)))
            } else if markup.isNamed("r", element), let inner = try markup.child("t", of: element) {
                pieces.append(Piece(run: element, element: inner, text: markup.textBytes(inner.content)))
            }
        }
        return pieces
    }

    private func isOurs(_ note: Note) throws(XLSXError) -> Bool {
        if note.author == author { return true }
        let pieces = try pieces(of: note)
        return zip(keeping(pieces), pieces).contains { $0.count != $1.text.count }
    }

    /// Whether nothing but ours is in a note: it bears our name and nobody added to it, or only our lines are in it.
    private func isWhole(_ note: Note, _ pieces: [Piece], _ kept: [[UInt8]]) -> Bool {
        let isUntouched = zip(kept, pieces).allSatisfy { $0.count == $1.text.count }
        if note.author == author, isUntouched { return true }
        return !isUntouched && kept.joined().allSatisfy { $0 <= 0x20 }
    }

    /// What is left of each piece without our lines, together with the line end before each.
    private func keeping(_ pieces: [Piece]) -> [[UInt8]] {
        let all = Array(pieces.map(\.text).joined())
        let mark = Array("\(author): ".utf8)
        var isCut = [Bool](repeating: false, count: all.count)
        var start = 0
        while start < all.count {
            let end = all[start...].firstIndex(of: 0x0A) ?? all.count
            if all[start..<end].starts(with: mark) {
                for place in (start > 0 ? start - 1 : start)..<end { isCut[place] = true }
                if start == 0, end < all.count { isCut[end] = true }
            }
            start = end + 1
        }
        var place = 0
        return pieces.map { piece in
            defer { place += piece.text.count }
            return piece.text.indices.filter { !isCut[place + $0] }.map { piece.text[$0] }
        }
    }

    private func cut(_ pieces: [Piece], to kept: [[UInt8]]) {
        for (piece, text) in zip(pieces, kept) where text.count != piece.text.count {
            if text.isEmpty {
                splices.remove((piece.run ?? piece.element).whole)
            } else {
                splices.replace(piece.element.content, with: Markup.entities(text))
            }
        }
    }

    private func append(_ text: String, to note: Note) throws(XLSXError) {
        let run = "<\(prefix)r><\(prefix)t xml:space=\"preserve\">" + escaped(text) + "</\(prefix)t></\(prefix)r>"
        guard let body = try markup.child("text", of: note.element) else {
            splices.append("<\(prefix)text>\(run)</\(prefix)text>".utf8, to: note.element, in: markup)
            return
        }
        var place: Int?
        for element in try markup.children(of: body) {
            if markup.isNamed("t", element) {
                splices.insert("<\(prefix)r>".utf8, at: element.whole.lowerBound)
                splices.insert("</\(prefix)r>".utf8, at: element.whole.upperBound)
            } else if !markup.isNamed("r", element) {
                continue
            }
            place = element.whole.upperBound
        }
        if let place { splices.insert(run.utf8, at: place) } else { splices.append(run.utf8, to: body, in: markup) }
    }

    private func xml(of text: String, at cell: CellReference) -> [UInt8] {
        let p = prefix
        let look = "<\(p)sz val=\"9\"/><\(p)color indexed=\"81\"/><\(p)rFont val=\"Tahoma\"/><\(p)family val=\"2\"/>"
        let run = "<\(p)r><\(p)rPr>\(look)</\(p)rPr><\(p)t xml:space=\"preserve\">\(escaped(text))</\(p)t></\(p)r>"
        return Array(
            "<\(p)comment ref=\"\(cell)\" authorId=\"\(ourAuthor)\"><\(p)text>\(run)</\(p)text></\(p)comment>".utf8)
    }

    private var ourAuthor: Int {
        if let index = authorNames.firstIndex(of: author) { return index }
        needsAuthor = true
        return authorNames.count
    }

    private func escaped(_ text: String) -> String { String(decoding: XMLText.escaped(text), as: UTF8.self) }
}
