extension Markup {
    /// The text of a range of character data or an attribute's value, references resolved.
    func text(_ range: Range<Int>) -> String { String(decoding: textBytes(range), as: UTF8.self) }

    func textBytes(_ range: Range<Int>) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(range.count)
        var place = range.lowerBound
        while place < range.upperBound {
            if bytes[place] == 0x26, let (scalar, length) = reference(place, before: range.upperBound) {
                out += Array(String(Character(scalar)).utf8)
                place += length
            } else if bytes[place] == 0x3C, let section = cdata(place, before: range.upperBound) {
                out += bytes[section]
                place = section.upperBound + 3
            } else {
                out.append(bytes[place])
                place += 1
            }
        }
        return out
    }

    /// Character data for a text that may hold `_xHHHH_` escapes already.
    static func entities(_ text: some Sequence<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        for byte in text {
            switch byte {
            case 0x26: out += "&amp;".utf8
            case 0x3C: out += "&lt;".utf8
            case 0x3E: out += "&gt;".utf8
            case 0x0D: out += "&#13;".utf8
            default: out.append(byte)
            }
        }
        return out
    }

    private func reference(_ start: Int, before end: Int) -> (scalar: Unicode.Scalar, length: Int)? {
        guard let semicolon = bytes[start..<min(end, start + 12)].firstIndex(of: 0x3B) else { return nil }
        let name = string(start + 1..<semicolon)
        let length = semicolon + 1 - start
        switch name {
        case "lt": return ("<", length)
        case "gt": return (">", length)
        case "amp": return ("&", length)
        case "quot": return ("\"", length)
        case "apos": return ("'", length)
        default: break
        }
        guard name.hasPrefix("#") else { return nil }
        let isHex = name.dropFirst().first?.lowercased() == "x"
        let digits = name.dropFirst(isHex ? 2 : 1)
        return UInt32(digits, radix: isHex ? 16 : 10).flatMap(Unicode.Scalar.init).map { ($0, length) }
    }

    private func cdata(_ start: Int, before end: Int) -> Range<Int>? {
        let opening = Array("<![CDATA[".utf8)
        guard end - start >= opening.count + 3, bytes[start..<start + opening.count].elementsEqual(opening) else {
            return nil
        }
        var place = start + opening.count
        while place + 3 <= end {
            if bytes[place] == 0x5D, bytes[place + 1] == 0x5D, bytes[place + 2] == 0x3E {
                return start + opening.count..<place
            }
            place += 1
        }
        return nil
    }
}
