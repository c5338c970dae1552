import NIOCore

/// Shuts a listening socket for new connections without losing those that wait in its queue.
///
/// Closing it resets whatever the kernel has shaken hands with and the server has not taken in yet, and a request that is
/// on its way there is lost. A filter that drops the first packet of every new connection (SYN, RFC 9293) lets the queue
/// run empty before that; whoever knocks meanwhile repeats it and then finds the door closed.
enum Doorkeeper {
    /// False where the system has no such filters.
    static func refuseNewcomers(at listener: any Channel) async -> Bool {
        #if os(Linux)
            guard let listener = listener as? any SocketOptionProvider else { return false }
            let program = UnsafeMutablePointer<Instruction>.allocate(capacity: dropSYN.count)
            defer { program.deallocate() }
            program.initialize(from: dropSYN, count: dropSYN.count)
            let filter = Filter(count: UInt16(dropSYN.count), program: UInt(bitPattern: program))
            do {
                try await listener.unsafeSetSocketOption(level: .socket, name: attachFilter, value: filter).get()
                return true
            } catch {
                return false
            }
        #else
            return false
        #endif
    }

    #if os(Linux)
        /// `SO_ATTACH_FILTER`.
        private static let attachFilter = NIOBSDSocket.Option(rawValue: 26)

        /// The packet begins with the TCP header, whose byte 13 holds the flags: SYN is 0x02, ACK 0x10.
        private static let dropSYN = [
            Instruction(code: 0x30, k: 13),  // load the byte at 13
            Instruction(code: 0x54, k: 0x12),  // and 0x12
            Instruction(code: 0x15, jumpIfTrue: 0, jumpIfFalse: 1, k: 0x02),  // SYN without ACK?
            Instruction(code: 0x06, k: 0),  // drop
            Instruction(code: 0x06, k: 0xFFFF_FFFF),  // take all of it
        ]

        /// `sock_filter` of `linux/filter.h`.
        private struct Instruction: Sendable {
            var code: UInt16
            var jumpIfTrue: UInt8 = 0
            var jumpIfFalse: UInt8 = 0
            var k: UInt32
        }

        /// `sock_fprog` of `linux/filter.h`.
        private struct Filter: Sendable {
            var count: UInt16
            var program: UInt
        }
    #endif
}
