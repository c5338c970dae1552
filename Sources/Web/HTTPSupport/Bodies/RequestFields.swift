public import Basics
import Foundation
public import HTTPTypes
public import Hummingbird

/// The named values of a small request body: JSON (RFC 8259) or `application/x-www-form-urlencoded`.
public struct RequestFields: Sendable {
    public let values: JSON

    /// Values of a form.
    private static let mostPairs = 10_000

    /// Fields that were read already.
    public init(_ fields: [JSON.Member]) {
        values = .object(fields)
    }

    /// Reads at most `limit` bytes. An empty body has no fields; one that is neither form is a failure.
    public init(of request: Request, limit: Int = 64 * 1024) async throws {
        let bytes = try await BoundedBody(of: request, limit: limit).collect()
        let type = request.headers.mediaType
        guard bytes.readableBytes > 0 else {
            values = [:]
            return
        }
        if type == "application/x-www-form-urlencoded" {
            let pairs = RequestFields.pairs(in: String(buffer: bytes))
            guard pairs.count <= RequestFields.mostPairs else {
                throw Failure(
                    .invalid, code: "request.malformed",
                    "The form has more than \(RequestFields.mostPairs) values. Send fewer.")
            }
            values = .object(pairs)
        } else if let value = JSON(text: bytes.readableBytesView), case .object = value {
            values = value
        } else {
            throw Failure(.invalid, code: "request.malformed", "The body is not a JSON object. Send one, or a form.")
        }
    }

    /// A text; numbers count as text. Empty is as if absent.
    public func text(_ name: String) -> String? {
        switch values[name] {
        case .string(let text): text.isEmpty ? nil : text
        case .integer(let number): String(number)
        default: nil
        }
    }

    private static func pairs(in text: String) -> [JSON.Member] {
        // One more than are taken tells that there are too many.
        text.utf8.split(separator: 0x26, maxSplits: mostPairs).map { pair in
            let halves = Substring(pair).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let decoded = halves.map {
                $0.replacing("+", with: " ").removingPercentEncoding ?? String($0)
            }
            return JSON.Member(decoded[0], .string(decoded.count == 2 ? decoded[1] : ""))
        }
    }
}

extension HTTPFields {
    /// `Content-Type` without its parameters, lower case.
    public var mediaType: String? {
        self[.contentType].map { $0.prefix { $0 != ";" }.trimmed.lowercased() }
    }
}
