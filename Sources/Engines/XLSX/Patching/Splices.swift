/// Changes to a run of bytes, each by its place in the original.
struct Splices {
    struct Splice {
        let start: Int
        let removed: Int
        let inserted: [UInt8]

        var end: Int { start + removed }
    }

    private(set) var list: [Splice] = []

    var isEmpty: Bool { list.isEmpty }

    mutating func insert(_ bytes: some Sequence<UInt8>, at place: Int) {
        list.append(Splice(start: place, removed: 0, inserted: Array(bytes)))
    }

    mutating func replace(_ range: Range<Int>, with bytes: some Sequence<UInt8>) {
        list.append(Splice(start: range.lowerBound, removed: range.count, inserted: Array(bytes)))
    }

    mutating func remove(_ range: Range<Int>) { replace(range, with: []) }

    /// By place; those at one place in the order in which they were made.
    var inOrder: [Splice] {
        list.enumerated().sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }.map(\.element)
    }

    /// The bytes with all changes made. Of changes that overlap the first wins.
    func applied(to bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + list.reduce(0) { $0 + $1.inserted.count })
        var place = 0
        for splice in inOrder where splice.start >= place && splice.end <= bytes.count {
            out += bytes[place..<splice.start]
            out += splice.inserted
            place = splice.end
        }
        return out + bytes[place...]
    }
}

extension Splices {
    /// Makes bytes the last content of an element, opening it up if it is one tag.
    mutating func append(_ bytes: some Sequence<UInt8>, to element: MarkupElement, in markup: Markup) {
        guard element.isEmpty else {
            insert(bytes, at: element.content.upperBound)
            return
        }
        let name = Array(markup.bytes[element.name])
        // With more slashes than it may have, as in `<a//>`, it would stay one tag if only the last one went.
        var slash = element.start.upperBound - 2
        while slash > element.name.upperBound, markup.bytes[slash - 1] == 0x2F { slash -= 1 }
        replace(slash..<element.start.upperBound, with: [0x3E] + Array(bytes) + Array("</".utf8) + name + [0x3E])
    }

    /// Gives an attribute a value, which must need no escaping.
    mutating func set(_ name: StaticString, to value: String, of element: MarkupElement, in markup: Markup) {
        if let attribute = markup.attribute(name, of: element) {
            replace(attribute.value, with: value.utf8)
        } else {
            insert(" \(name)=\"\(value)\"".utf8, at: element.name.upperBound)
        }
    }
}
