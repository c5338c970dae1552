/// A way from the primary data over relationships, as in `virtual_keys.door_releases.panel`.
public struct IncludePath: Hashable, Sendable {
    public let names: [String]

    public init(_ text: some StringProtocol) {
        names = text.split(separator: ".", omittingEmptySubsequences: false).map { String($0) }
    }

    public var text: String { names.joined(separator: ".") }
}
