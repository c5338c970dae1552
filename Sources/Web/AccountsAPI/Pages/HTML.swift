import Hummingbird

/// A piece of HTML. Texts that are interpolated are escaped; other pieces of HTML stand as they are.
struct HTML: ExpressibleByStringInterpolation, Sendable {
    let text: String

    static let none: HTML = ""

    init(stringLiteral value: String) {
        text = value
    }

    init(stringInterpolation interpolation: Interpolation) {
        text = interpolation.text
    }

    static func joined(_ pieces: [HTML]) -> HTML { HTML(stringLiteral: pieces.map(\.text).joined(separator: "\n")) }

    struct Interpolation: StringInterpolationProtocol {
        var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + 32 * interpolationCount)
        }

        mutating func appendLiteral(_ literal: String) {
            text += literal
        }

        mutating func appendInterpolation(_ piece: HTML) {
            text += piece.text
        }

        /// Safe in elements and in attributes that stand in double quotes.
        mutating func appendInterpolation(_ value: String) {
            for scalar in value.unicodeScalars {
                switch scalar {
                case "&": text += "&amp;"
                case "<": text += "&lt;"
                case ">": text += "&gt;"
                case "\"": text += "&quot;"
                case "'": text += "&#39;"
                default: text.unicodeScalars.append(scalar)
                }
            }
        }
    }
}
