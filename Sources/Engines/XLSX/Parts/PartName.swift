/// Names of parts inside a package (ECMA-376 Part 2, clause 6.2), without the leading slash.
enum PartName {
    /// What a relationship's target means, seen from the part it belongs to; `source` is empty for the package itself.
    static func resolve(_ target: String, from source: String) -> String {
        let target = slashes(target)
        var folders: [Substring] = []
        if !target.hasPrefix("/") { folders = source.split(separator: "/").dropLast() }
        for piece in target.split(separator: "/", omittingEmptySubsequences: true) {
            switch piece {
            case ".": break
            case "..": _ = folders.popLast()
            default: folders.append(piece)
            }
        }
        return folders.joined(separator: "/")
    }

    /// The part that holds another part's relationships.
    static func relationships(of part: String) -> String {
        guard let slash = part.lastIndex(of: "/") else { return "_rels/\(part).rels" }
        return "\(part[..<slash])/_rels/\(part[part.index(after: slash)...]).rels"
    }

    /// The part whose relationships a part holds, in small letters; nil if it holds none.
    static func source(ofRelationships part: String) -> String? {
        let name = slashes(part).lowercased()
        guard name.hasSuffix(".rels"), let folder = name.ranges(of: "_rels/").last,
            folder.lowerBound == name.startIndex || name[..<folder.lowerBound].hasSuffix("/")
        else { return nil }
        return String(name[..<folder.lowerBound] + name[folder.upperBound...].dropLast(5))
    }

    private static func slashes(_ name: String) -> String {
        name.utf8.contains(UInt8(ascii: "\\")) ? String(name.map { $0 == "\\" ? "/" : $0 }) : name
    }
}
