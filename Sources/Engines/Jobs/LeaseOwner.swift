import Basics
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Who holds a lease: `host/pid/random`, where the random part tells apart processes that had the same pid.
///
/// The host is a name, and on Linux also the boot and the pid namespace: machines and containers may go by the same name,
/// and none of them can tell by a pid who lives in another.
public struct LeaseOwner: Sendable, Hashable {
    public let host: String
    public let pid: Int32
    /// Of the process, then a dot and the number of the worker in it.
    public let mark: String

    public init(host: String, pid: Int32, mark: String) {
        self.host = host
        self.pid = pid
        self.mark = mark
    }

    /// A new owner in this process.
    public static func next() -> LeaseOwner {
        let number = workers.wrappingAdd(1, ordering: .relaxed).newValue
        return LeaseOwner(host: thisHost, pid: getpid(), mark: "\(processMark).\(number)")
    }

    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, let pid = Int32(parts[1]) else { return nil }
        self.init(host: String(parts[0]), pid: pid, mark: String(parts[2]))
    }

    var text: String { "\(host)/\(pid)/\(mark)" }

    /// Whether this process can tell that the owner lives no more: it was on this host and its pid is
    /// nobody's or ours.
    var isKnownDead: Bool {
        guard host == Self.thisHost else { return false }
        if pid == getpid() { return mark.split(separator: ".").first.map(String.init) != Self.processMark }
        return kill(pid, 0) == -1 && errno == ESRCH
    }

    private static let workers = Atomic(0)
    private static let processMark = Hex.encode((0..<8).map { _ in UInt8.random(in: .min ... .max) })
    private static let thisHost: String = {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
        let host = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return ([host] + [boot, pidNamespace].compactMap(\.self)).joined(separator: "+")
            .split(separator: "/").joined(separator: "-")
    }()

    /// Differs from machine to machine, and from one start of a machine to the next.
    private static var boot: String? {
        guard let file = fopen("/proc/sys/kernel/random/boot_id", "r") else { return nil }
        defer { fclose(file) }
        var text = [UInt8](repeating: 0, count: 8)
        return fread(&text, 1, text.count, file) == text.count ? String(decoding: text, as: UTF8.self) : nil
    }

    /// `pid:[4026531836]`: within it a pid names one process.
    private static var pidNamespace: String? {
        var text = [CChar](repeating: 0, count: 64)
        let length = readlink("/proc/self/ns/pid", &text, text.count)
        guard length > 0 else { return nil }
        let digits = text.prefix(length).map { UInt8(bitPattern: $0) }.filter { (0x30...0x39).contains($0) }
        return String(decoding: digits, as: UTF8.self)
    }
}
