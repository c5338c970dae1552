/// Text files: markup by its first element, the others by their name.
enum PlainText {
    /// Nil where the file is no text; all of it is read.
    static func inspect(_ file: borrowing FileBytes, named: FileKind?) throws(FileKindError) -> FileKind? {
        var check = TextCheck()
        guard check.add(file.head) else { return nil }
        var offset = Int64(file.head.count)
        while offset < file.size {
            let piece = try file.piece(at: offset, most: FileBytes.wholeUpTo)
            guard piece.count > 0 else { break }
            guard check.add(piece) else { return nil }
            offset += Int64(piece.count)
        }
        guard let encoding = check.encoding() else { return nil }
        return kind(of: file.head, in: encoding, named: named)
    }

    /// Nil where the beginning is no text.
    static func likelyKind(ofHead head: ByteView, named: FileKind?) -> FileKind? {
        var check = TextCheck()
        guard check.add(head), let encoding = check.encoding(isWhole: false) else { return nil }
        return kind(of: head, in: encoding, named: named)
    }

    private static func kind(of head: ByteView, in encoding: TextEncoding, named: FileKind?) -> FileKind {
        Markup.kind(of: head, in: encoding, named: named) ?? (named == .csv ? .csv : .txt)
    }
}
