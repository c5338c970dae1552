extension JSON {
    /// JSON text without white space.
    public var text: String { String(decoding: utf8, as: UTF8.self) }

    /// JSON text without white space, in UTF-8 (RFC 8259, 8.1).
    public var utf8: [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(1024)
        write(to: &output)
        return output
    }

    private func write(to output: inout [UInt8]) {
        switch self {
        case .null: output += "null".utf8
        case .boolean(let value): output += (value ? "true" : "false").utf8
        case .integer(let value): output += String(value).utf8
        case .number(let value): output += (value.isFinite ? String(value) : "null").utf8
        case .decimal(let value): output += value.text.utf8
        case .string(let value): JSON.write(value, to: &output)
        case .array(let items):
            output.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                item.write(to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let members):
            output.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                JSON.write(member.name, to: &output)
                output.append(UInt8(ascii: ":"))
                member.value.write(to: &output)
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    private static func write(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        // Only a string that another language made has no memory of its own.
        if text.utf8.withContiguousStorageIfAvailable({ escape($0, to: &output) }) == nil {
            Array(text.utf8).withUnsafeBufferPointer { escape($0, to: &output) }
        }
        output.append(UInt8(ascii: "\""))
    }

    /// Copies what needs no escape in pieces as long as can be (RFC 8259, 7).
    private static func escape(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        var start = 0
        for index in text.indices where needsEscape(text[index]) {
            output.append(contentsOf: text[start..<index])
            start = index + 1
            switch text[index] {
            case UInt8(ascii: "\""): output += "\\\"".utf8
            case UInt8(ascii: "\\"): output += "\\\\".utf8
            case UInt8(ascii: "\n"): output += "\\n".utf8
            case UInt8(ascii: "\r"): output += "\\r".utf8
            case UInt8(ascii: "\t"): output += "\\t".utf8
            case let byte: output += "\\u\(padded(byte, 4, radix: 16))".utf8
            }
        }
        output.append(contentsOf: text[start...])
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
    }
}
