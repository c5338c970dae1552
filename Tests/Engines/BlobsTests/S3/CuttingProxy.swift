import Foundation
import Synchronization

/// A TCP proxy on a free port of this machine that can cut, stall or slow down what goes through it.
final class CuttingProxy: Sendable {
    /// What happens to the bytes.
    enum Behaviour: Sendable {
        case pass
        /// New connections are closed at once and those that are there, too.
        case refuse
        /// Takes everything and passes on nothing.
        case stall
        /// Closes both ends after so many bytes towards the server, once.
        case cutUpload(after: Int)
        /// Closes both ends after so many bytes towards the client, once.
        case cutDownload(after: Int)
        /// Holds each piece back, towards the server.
        case delay(milliseconds: UInt32)
    }

    let port: UInt16
    private let listener: Int32
    private let server: UInt16
    private let state = Mutex(State())

    private struct State {
        var behaviour = Behaviour.pass
        var isClosed = false
        var cuts = 0
        var sockets: Set<Int32> = []
    }

    init(to server: UInt16) throws {
        self.server = server
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = CuttingProxy.address(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, length) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRINUSE) }
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [self] in accept() }
    }

    /// How often a connection was cut.
    var cuts: Int { state.withLock { $0.cuts } }

    func behave(_ behaviour: Behaviour) {
        state.withLock { state in
            state.behaviour = behaviour
            if case .refuse = behaviour {
                for socket in state.sockets { shutdown(socket, Int32(SHUT_RDWR)) }
            }
        }
    }

    func close() {
        behave(.refuse)
        state.withLock { $0.isClosed = true }
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private func accept() {
        while true {
            let client = Foundation.accept(listener, nil, nil)
            let isClosed = state.withLock { $0.isClosed }
            guard client >= 0, !isClosed else { break }
            connect(client)
        }
        Foundation.close(listener)
    }

    private func connect(_ client: Int32) {
        let upstream = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = CuttingProxy.address(server)
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                Foundation.connect(upstream, pointer, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        let isRefused = state.withLock { state in
            if case .refuse = state.behaviour { return true }
            state.sockets.formUnion([client, upstream])
            return false
        }
        guard isConnected, !isRefused else {
            Foundation.close(client)
            Foundation.close(upstream)
            return
        }
        let pair = Pair(client: client, upstream: upstream)
        for isUpload in [true, false] {
            Thread.detachNewThread { [self] in
                pump(pair, isUpload: isUpload)
                for socket in [client, upstream] { shutdown(socket, Int32(SHUT_RDWR)) }
                if pair.leave() {
                    state.withLock { $0.sockets.subtract([client, upstream]) }
                    Foundation.close(client)
                    Foundation.close(upstream)
                }
            }
        }
    }

    private func pump(_ pair: Pair, isUpload: Bool) {
        let (from, to) = isUpload ? (pair.client, pair.upstream) : (pair.upstream, pair.client)
        var buffer = [UInt8](repeating: 0, count: 16384)
        var passed = 0
        while true {
            let count = recv(from, &buffer, buffer.count, 0)
            guard count > 0 else { return }
            passed += count
            switch state.withLock({ $0.behaviour }) {
            case .refuse: return
            case .stall: continue
            case .cutUpload(let most) where isUpload && passed > most,
                .cutDownload(let most) where !isUpload && passed > most:
                state.withLock { state in
                    state.cuts += 1
                    state.behaviour = .pass
                }
                return
            case .delay(let pause) where isUpload: usleep(pause * 1000)
            case .pass, .delay, .cutUpload, .cutDownload: break
            }
            var sent = 0
            while sent < count {
                let step = buffer.withUnsafeBytes { bytes in
                    send(to, bytes.baseAddress.map { $0 + sent }, count - sent, Int32(MSG_NOSIGNAL))
                }
                guard step > 0 else { return }
                sent += step
            }
        }
    }

    private static func address(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}

/// The two sockets of one connection, closed when both directions are done.
private final class Pair: Sendable {
    let client: Int32
    let upstream: Int32
    private let directions = Mutex(2)

    init(client: Int32, upstream: Int32) {
        self.client = client
        self.upstream = upstream
    }

    /// Whether this was the last direction.
    func leave() -> Bool {
        directions.withLock { directions in
            directions -= 1
            return directions == 0
        }
    }
}
