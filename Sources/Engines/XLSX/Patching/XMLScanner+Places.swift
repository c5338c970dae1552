import Glibc

/// Where the scanner's last event stands in the part, and a fast way past rows.
extension XMLScanner {
    /// A place in the window, counted from the start of the part.
    func absolute(_ place: Int) -> Int { position - cursor + place }

    func range(of attribute: XMLAttribute) -> Range<Int> {
        let start = absolute(UnsafePointer(base).distance(to: attribute.start))
        return start..<start + attribute.count
    }

    /// Where the start tag that was just read begins.
    var tagStart: Int { absolute(tagPlace) }

    /// Where the end tag that was just read begins; not for elements that are one tag.
    var endTagStart: Int {
        var place = cursor - 1
        while place > 0, base[place] != 0x3C { place -= 1 }
        return absolute(place)
    }

    /// The prefix of the start tag that was just read, with its colon.
    var tagPrefix: String {
        let name = UnsafeBufferPointer(start: base + tagPlace + 1, count: contentStart - tagPlace - 1)
        guard let colon = name.lastIndex(of: 0x3A) else { return "" }
        return String(decoding: name[...colon], as: UTF8.self)
    }

    /// Where `/>` stands if the start tag that was just read is the whole element.
    var slash: Int? { base[contentEnd] == 0x2F ? absolute(contentEnd) : nil }

    /// Passes over the rest of the row whose start tag was just read, looking for its end tag alone.
    ///
    /// Only CDATA sections and comments could hold what looks like one; where there may be any, every tag is looked at.
    mutating func skipRow() throws(XLSXError) {
        let outside = depth - 1
        let nameLength = contentStart - tagPlace - 1
        let pattern = UnsafeMutablePointer<UInt8>.allocate(capacity: nameLength + 2)
        defer { pattern.deallocate() }
        pattern[0] = 0x3C
        pattern[1] = 0x2F
        memcpy(pattern + 2, base + tagPlace + 1, nameLength)
        let length = nameLength + 2
        while true {
            let found = find(pattern, length)
            var stop = found ?? max(end - length, cursor)
            if found == nil, stop > cursor, base[stop - 1] == 0x3C { stop -= 1 }
            if hasDeclaration(cursor, stop) { break }
            cursor = stop
            if let found {
                // An end tag of a longer name is nobody's we know.
                let after = found + length < end ? base[found + length] : 0x3E
                if after == 0x3E || after <= 0x20 { break }
                cursor += 1
                continue
            }
            guard try more(end - cursor, limits.maximumTagBytes, "maximumTagBytes") else {
                throw malformed("a row that does not end")
            }
        }
        while depth > outside {
            if try next() == .finished { return }
        }
    }

    /// Where the pattern stands next in the window; its last byte, the `w` of `row`, is rare in a sheet.
    private func find(_ pattern: UnsafePointer<UInt8>, _ length: Int) -> Int? {
        var place = cursor + length - 1
        while place < end, let hit = memchr(base + place, Int32(pattern[length - 1]), end - place) {
            let last = hit.assumingMemoryBound(to: UInt8.self) - base
            if memcmp(base + last - length + 1, pattern, length) == 0 { return last - length + 1 }
            place = last + 1
        }
        return nil
    }

    private func hasDeclaration(_ start: Int, _ stop: Int) -> Bool {
        var place = start
        while place < stop, let found = memchr(base + place, 0x21, stop - place) {
            let mark = found.assumingMemoryBound(to: UInt8.self) - base
            if mark > start, base[mark - 1] == 0x3C { return true }
            place = mark + 1
        }
        return false
    }

    private var tagPlace: Int {
        var place = contentStart - 1
        while place > 0, base[place] != 0x3C { place -= 1 }
        return place
    }
}
