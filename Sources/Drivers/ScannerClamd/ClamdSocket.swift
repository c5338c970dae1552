import Scanning

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A socket whose every wait has an end. For one thread at a time.
final class ClamdSocket: Sendable {
    struct Deadline: Sendable {
        let instant: ContinuousClock.Instant
        let patience: Duration

        init(_ patience: Duration) {
            instant = ContinuousClock.now + patience
            self.patience = patience
        }
    }

    private let descriptor: Int32

    /// Connects; of several addresses of a host the first that answers counts.
    init(_ address: ClamdAddress, until deadline: Deadline) throws(ScanError) {
        switch address.place {
        case .unix(let path): descriptor = try Self.connect(unix: path, until: deadline)
        case .tcp(let host, let port): descriptor = try Self.connect(host: host, port: port, until: deadline)
        }
    }

    deinit { close(descriptor) }

    /// Sends everything, or stops and gives false as soon as the other side speaks or hangs up.
    func send(_ bytes: [UInt8], until deadline: Deadline) throws(ScanError) -> Bool {
        var done = 0
        while done < bytes.count {
            let ready = try Self.wait(descriptor, for: POLLIN | POLLOUT, until: deadline)
            guard ready & POLLIN == 0 else { return false }
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.send(
                    descriptor, buffer.baseAddress.map { $0 + done }, bytes.count - done,
                    Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            }
            if count > 0 {
                done += count
            } else if errno == EPIPE || errno == ECONNRESET {
                return false
            } else if errno != EINTR, errno != EAGAIN {
                throw .unavailable(detail: "sending failed: \(Self.message(errno))")
            }
        }
        return true
    }

    /// What comes before the mark, or before the end.
    func receive(upTo mark: UInt8, most: Int, until deadline: Deadline) throws(ScanError) -> [UInt8] {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 512)
        while bytes.count < most {
            _ = try Self.wait(descriptor, for: POLLIN, until: deadline)
            let count = recv(descriptor, &block, block.count, Int32(MSG_DONTWAIT))
            if count > 0 {
                bytes += block[..<count]
                if let end = bytes.firstIndex(of: mark) { return Array(bytes[..<end]) }
            } else if count == 0 || errno == ECONNRESET {
                return bytes
            } else if errno != EINTR, errno != EAGAIN {
                throw .unavailable(detail: "receiving failed: \(Self.message(errno))")
            }
        }
        return bytes
    }

    private static func connect(unix path: String, until deadline: Deadline) throws(ScanError) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { room in
            room.copyBytes(from: path.utf8.prefix(room.count - 1))
        }
        return try withUnsafeBytes(of: address) { bytes throws(ScanError) in
            try connect(AF_UNIX, bytes, until: deadline, to: path)
        }
    }

    private static func connect(host: String, port: UInt16, until deadline: Deadline) throws(ScanError) -> Int32 {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, "\(port)", &hints, &found)
        guard code == 0 else {
            throw .unavailable(detail: "the host \(host) is not found: \(String(cString: gai_strerror(code)))")
        }
        defer { freeaddrinfo(found) }
        var failure = ScanError.unavailable(detail: "the host \(host) has no address")
        var next = found
        while let entry = next?.pointee {
            next = entry.ai_next
            let bytes = UnsafeRawBufferPointer(start: entry.ai_addr, count: Int(entry.ai_addrlen))
            do throws(ScanError) {
                return try connect(entry.ai_family, bytes, until: deadline, to: "\(host):\(port)")
            } catch {
                failure = error
            }
        }
        throw failure
    }

    private static func connect(
        _ family: Int32, _ address: UnsafeRawBufferPointer, until deadline: Deadline, to name: String
    ) throws(ScanError) -> Int32 {
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let descriptor = socket(family, type, 0)
        guard descriptor >= 0 else { throw .unavailable(detail: "no socket: \(message(errno))") }
        do throws(ScanError) {
            let target = address.baseAddress?.assumingMemoryBound(to: sockaddr.self)
            var code = Glibc.connect(descriptor, target, socklen_t(address.count)) == 0 ? 0 : errno
            if code == EINPROGRESS {
                _ = try wait(descriptor, for: POLLOUT, until: deadline)
                var length = socklen_t(MemoryLayout<Int32>.size)
                if getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length) != 0 { code = errno }
            }
            guard code == 0 else { throw .unavailable(detail: "connecting to \(name): \(message(code))") }
            return descriptor
        } catch {
            close(descriptor)
            throw error
        }
    }

    /// The events that are there; a hang-up counts as all of them.
    private static func wait(_ descriptor: Int32, for events: Int32, until deadline: Deadline) throws(ScanError)
        -> Int32
    {
        while true {
            let left = ContinuousClock.now.duration(to: deadline.instant)
            guard left > .zero else { throw .timedOut(after: deadline.patience) }
            var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
            let ready = poll(&entry, 1, Int32(min(left / .milliseconds(1), 60_000).rounded(.up)))
            if ready > 0 {
                let found = Int32(entry.revents)
                return found & (POLLERR | POLLHUP) != 0 ? found | events : found
            }
            if ready < 0, errno != EINTR { throw .unavailable(detail: "waiting failed: \(message(errno))") }
        }
    }

    private static func message(_ code: Int32) -> String { String(cString: strerror(code)) }
}
