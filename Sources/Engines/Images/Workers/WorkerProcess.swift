import CConfinement

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A running worker and the socket that is its standard input and output. For one thread at a time.
final class WorkerProcess {
    enum Outcome {
        case answer([UInt8])
        /// It died over the call, of this signal.
        case died(signal: Int32)
        /// It ended by itself, which it does when it cannot start.
        case ended(code: Int32)
        case late
    }

    private(set) var identifier: pid_t = -1
    private let socket: Int32
    private var isGone = false

    /// Starts it; what it inherits is this socket and nothing else.
    init(executable: String, arguments: [String], environment: [String]) throws(ImageError) {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw .unavailable(detail: "no socket for '\(executable)': \(Self.message(errno))")
        }
        socket = ends[0]
        let code = Self.spawn(executable, arguments, environment, socket: ends[1], into: &identifier)
        close(ends[1])
        guard code == 0 else {
            close(ends[0])
            isGone = true
            throw .unavailable(
                detail: "'\(executable)' cannot be started: \(Self.message(code)); install it beside gatehouse")
        }
    }

    deinit { end() }

    /// Whether it still runs, as far as the system knows.
    var isRunning: Bool {
        guard !isGone else { return false }
        var status: Int32 = 0
        guard waitpid(identifier, &status, WNOHANG) != 0 else { return true }
        isGone = true
        close(socket)
        return false
    }

    /// Sends a call and waits for the answer. One that died or was late has been ended.
    func ask(_ call: [UInt8], within timeout: Duration) -> Outcome {
        let deadline = ContinuousClock.now + timeout
        let answer: Transfer<[UInt8]> = send(call, until: deadline).then { receive(until: deadline) }
        switch answer {
        case .done(let bytes): return .answer(bytes)
        case .late:
            end()
            return .late
        case .closed:
            let status = end()
            let signal = status & 0x7F
            return signal == 0 ? .ended(code: status >> 8 & 0xFF) : .died(signal: signal)
        }
    }

    /// Kills it, if it still runs, and gives the status in which it ended, as `wait` does.
    @discardableResult
    func end() -> Int32 {
        guard !isGone else { return 0 }
        isGone = true
        close(socket)
        var status: Int32 = 0
        // One that ended by itself keeps its own reason.
        if waitpid(identifier, &status, WNOHANG) == 0 {
            usleep(1000)
            if waitpid(identifier, &status, WNOHANG) == 0 {
                kill(identifier, SIGKILL)
                while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
            }
        }
        return status
    }

    private enum Transfer<Value> {
        case done(Value), late, closed

        func then<Next>(_ next: () -> Transfer<Next>) -> Transfer<Next> {
            switch self {
            case .done: next()
            case .late: .late
            case .closed: .closed
            }
        }
    }

    private func send(_ bytes: [UInt8], until deadline: ContinuousClock.Instant) -> Transfer<Void> {
        var done = 0
        while done < bytes.count {
            guard wait(for: POLLOUT, until: deadline) else { return .late }
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.send(
                    socket, buffer.baseAddress.map { $0 + done }, bytes.count - done,
                    Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            }
            if count > 0 {
                done += count
            } else if errno != EINTR, errno != EAGAIN {
                return .closed
            }
        }
        return .done(())
    }

    private func receive(until deadline: ContinuousClock.Instant) -> Transfer<[UInt8]> {
        switch receive(ImageMessage.lengthBytes, until: deadline) {
        case .done(let bytes):
            guard let length = ImageMessage.length(bytes) else { return .closed }
            return receive(length, until: deadline)
        case let other: return other
        }
    }

    private func receive(_ count: Int, until deadline: ContinuousClock.Instant) -> Transfer<[UInt8]> {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            guard wait(for: POLLIN, until: deadline) else { return .late }
            let read = bytes.withUnsafeMutableBytes { buffer in
                recv(socket, buffer.baseAddress.map { $0 + done }, count - done, Int32(MSG_DONTWAIT))
            }
            if read > 0 {
                done += read
            } else if read == 0 || (errno != EINTR && errno != EAGAIN) {
                return .closed
            }
        }
        return .done(bytes)
    }

    /// False at the deadline.
    private func wait(for events: Int32, until deadline: ContinuousClock.Instant) -> Bool {
        while true {
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else { return false }
            var entry = pollfd(fd: socket, events: Int16(events), revents: 0)
            let milliseconds = min(left / .milliseconds(1), 60_000).rounded(.up)
            let ready = poll(&entry, 1, Int32(milliseconds))
            if ready > 0 { return true }
            if ready < 0, errno != EINTR { return true }
        }
    }

    /// In a process group of its own, with all signals as usual, so that a Ctrl-C is for the server alone.
    private static func spawn(
        _ executable: String, _ arguments: [String], _ environment: [String], socket: Int32,
        into identifier: inout pid_t
    ) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, socket, 0)
        posix_spawn_file_actions_adddup2(&actions, socket, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        inherit_nothing_from(&actions, 3)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var all = sigset_t()
        sigfillset(&all)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var argv = ([executable] + arguments).map { strdup($0) } + [nil]
        var envp = environment.map { strdup($0) } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        return posix_spawn(&identifier, executable, &actions, &attributes, &argv, &envp)
    }

    private static func message(_ code: Int32) -> String { String(cString: strerror(code)) }
}
