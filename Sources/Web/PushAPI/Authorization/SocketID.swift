/// The name of one socket: two decimal numbers with a dot between, as the Pusher protocol has it.
struct SocketID: Sendable, CustomStringConvertible {
    let description: String

    /// Nil for any other form.
    init?(_ text: String) {
        let halves = text.split(separator: ".", omittingEmptySubsequences: false)
        guard halves.count == 2,
            halves.allSatisfy({ (1...20).contains($0.utf8.count) && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else { return nil }
        description = text
    }

    /// A new one. 62 random bits: a signature for one socket serves for no other.
    static func random() -> SocketID {
        SocketID(known: "\(UInt32.random(in: 1...0x7FFF_FFFF)).\(UInt32.random(in: 1...0x7FFF_FFFF))")
    }

    private init(known text: String) {
        description = text
    }
}
