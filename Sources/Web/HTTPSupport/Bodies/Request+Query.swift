import Foundation
public import Hummingbird

extension Request {
    /// A query parameter as forms write it, where `+` is a space; empty is as if absent.
    public func query(_ name: String) -> String? {
        guard let pairs = uri.query?.split(separator: "&") else { return nil }
        for pair in pairs {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard Request.decoded(halves[0]) == name else { continue }
            let value = halves.count == 2 ? Request.decoded(halves[1]) : ""
            return value.isEmpty ? nil : value
        }
        return nil
    }

    private static func decoded(_ text: Substring) -> String {
        let spaced = text.replacing("+", with: " ")
        return spaced.removingPercentEncoding ?? String(spaced)
    }
}
