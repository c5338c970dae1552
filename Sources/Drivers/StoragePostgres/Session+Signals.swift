import CPQ
import Storage

extension Session {
    /// What the server writes to; for waiting.
    var socket: Int32 { PQsocket(handle) }

    func listen(to signals: [Signal]) throws {
        try command(signals.map { "LISTEN \($0.channel);" }.joined())
    }

    func notify(_ signal: Signal) throws {
        try command("NOTIFY \(signal.channel)")
    }

    /// What other sessions have sent since the last look; does not wait.
    func heard(among signals: [Signal]) throws -> Set<Signal> {
        guard PQconsumeInput(handle) == 1 else { throw ServerError(lost: message(of: handle)) }
        var heard: Set<Signal> = []
        while let notification = PQnotifies(handle) {
            defer { PQfreemem(notification) }
            guard notification.pointee.be_pid != PQbackendPID(handle) else { continue }
            let channel = String(cString: notification.pointee.relname)
            if let signal = signals.first(where: { $0.channel == channel }) { heard.insert(signal) }
        }
        return heard
    }
}

extension Signal {
    fileprivate var channel: String { "gatehouse_\(name)" }
}
