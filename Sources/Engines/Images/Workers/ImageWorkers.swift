import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Has images looked at by a few `gatehouse-images` processes, started when there is something to do.
///
/// A worker that crashes or takes too long is killed, and its image alone gets an error; those that wait go to
/// another. Calls wait in order and are refused when too many do. A call cannot be cancelled; it ends in bounded time.
public final class ImageWorkers: ImageProcessor {
    public struct Options: Sendable {
        /// Processes at once.
        public var workers = 2
        /// Calls that wait for one; what comes on top is `overloaded`.
        public var waiting = 256
        /// For one image, the start of the worker included.
        public var timeout: Duration = .seconds(10)
        /// After so long in the queue a call is `overloaded`.
        public var patience: Duration = .seconds(30)
        /// A worker without work for so long is ended.
        public var idle: Duration = .seconds(60)
        /// Images that one worker looks at before another takes its place.
        public var imagesPerWorker = 1000
        /// Pixels of one image, all pages together; more are refused before they are decoded.
        public var maximumPixels = 100_000_000
        /// Bytes of address space of one worker, some 250 MiB of which are its libraries.
        public var memory = 1 << 30
        /// Bytes of an image that is written.
        public var maximumOutput = 256 << 20

        public init() {}
    }

    private let executable: String
    private let options: Options
    private let queue = DispatchQueue(label: "images", attributes: .concurrent)
    private let state = Mutex(State())

    /// - Parameter executable: the path of `gatehouse-images`.
    public init(executable: String, options: Options = Options()) {
        self.executable = executable
        self.options = options
    }

    /// The path of `gatehouse-images` where it is installed beside the running program.
    public static func executableBesideThisOne() -> String {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &path, path.count)
        let program = String(decoding: path.prefix(max(count, 0)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        let folder = program.utf8.lastIndex(of: UInt8(ascii: "/")).map { program[..<$0] } ?? "."
        return folder + "/gatehouse-images"
    }

    public func facts(ofFileAt path: String) async throws(ImageError) -> ImageFacts {
        try await answer(to: .facts(path: path))
    }

    public func convert(_ conversion: ImageConversion) async throws(ImageError) -> ImageFacts {
        guard access(conversion.target, F_OK) != 0 else {
            throw .unavailable(detail: "'\(conversion.target)' exists already")
        }
        do throws(ImageError) {
            return try await answer(to: .convert(conversion))
        } catch {
            // A worker that was killed could not take away what it had begun.
            switch error {
            case .refused, .timedOut: unlink(conversion.target)
            default: break
            }
            throw error
        }
    }

    /// Ends the workers that have nothing to do, refuses what waits, and lets what runs come to its end.
    public func shutdown() {
        let (waiting, idle) = state.withLock { state in
            state.isShut = true
            defer { (state.waiting, state.idle) = ([], []) }
            return (state.waiting, state.idle)
        }
        for job in waiting { job.finish(.failure(.unavailable(detail: "the server is stopping"))) }
        for seat in idle { seat.process.end() }
    }

    /// The workers that have nothing to do.
    package var idleProcesses: [Int32] { state.withLock { $0.idle.map(\.process.identifier) } }

    /// How many calls are being worked on.
    package var running: Int { state.withLock { $0.running } }

    private func answer(to call: ImageCall) async throws(ImageError) -> ImageFacts {
        guard let bytes = ImageMessage.encode(call) else {
            throw .unavailable(detail: "paths and text are longer than \(ImageMessage.most) bytes")
        }
        let outcome: Result<ImageFacts, ImageError> = await withCheckedContinuation { continuation in
            enter(Job(call: bytes, deadline: ContinuousClock.now + options.patience, continuation: continuation))
        }
        return try outcome.get()
    }

    private func enter(_ job: Job) {
        enum Way { case run, wait, refuse(ImageError) }
        let way = state.withLock { state -> Way in
            if state.isShut { return .refuse(.unavailable(detail: "the server is stopping")) }
            if state.running < options.workers {
                state.running += 1
                return .run
            }
            guard state.waiting.count < options.waiting else { return .refuse(.overloaded) }
            state.waiting.append(job)
            return .wait
        }
        switch way {
        case .run: queue.async { self.work(job) }
        case .wait: break
        case .refuse(let error): job.finish(.failure(error))
        }
    }

    /// One job after the other, until none waits.
    private func work(_ first: Job) {
        var job = first
        var seat: Seat?
        while true {
            let outcome = ContinuousClock.now < job.deadline ? perform(job, at: &seat) : .failure(.overloaded)
            let next = state.withLock { state -> Job? in
                if !state.waiting.isEmpty { return state.waiting.removeFirst() }
                state.running -= 1
                if let seat, !state.isShut { state.idle.append(seat) }
                return nil
            }
            job.finish(outcome)
            guard let next else { break }
            job = next
        }
        if seat != nil { queue.asyncAfter(deadline: .now() + options.idle / .seconds(1)) { self.dismissIdle() } }
    }

    /// A seat that the job used up is empty afterwards.
    private func perform(_ job: Job, at seat: inout Seat?) -> Result<ImageFacts, ImageError> {
        do throws(ImageError) {
            var current = if let seat { seat } else { try seatedWorker() }
            seat = nil
            switch current.process.ask(job.call, within: options.timeout) {
            case .late: return .failure(.timedOut(after: options.timeout))
            case .died(signal: SIGXCPU):
                return .failure(.timedOut(after: options.timeout))
            case .died(let signal):
                return .failure(.refused(detail: "the process that looked at it died of signal \(signal)"))
            case .ended(let code):
                let detail = "'\(executable)' ended with code \(code); check that libvips is installed"
                return .failure(.unavailable(detail: detail))
            case .answer(let bytes):
                guard let reply = ImageMessage.decode(bytes, as: ImageReply.self) else {
                    current.process.end()
                    return .failure(.unavailable(detail: "'\(executable)' is of another version than this program"))
                }
                current.images += 1
                current.idleSince = .now
                if current.images < options.imagesPerWorker { seat = current } else { current.process.end() }
                switch reply {
                case .done(let facts): return .success(facts)
                case .failed(let error): return .failure(error)
                }
            }
        } catch {
            return .failure(error)
        }
    }

    private func seatedWorker() throws(ImageError) -> Seat {
        while let seat = state.withLock({ $0.idle.popLast() }) {
            if seat.process.isRunning { return seat }
        }
        let seconds = max(Int(options.timeout.components.seconds), 1)
        let limits = ImageLimits(
            pixels: options.maximumPixels, memory: options.memory, output: options.maximumOutput, seconds: seconds)
        return Seat(
            process: try WorkerProcess(
                executable: executable, arguments: limits.arguments, environment: Self.environment()))
    }

    private func dismissIdle() {
        let late = ContinuousClock.now - options.idle
        let dismissed = state.withLock { state in
            let dismissed = state.idle.filter { $0.idleSince <= late }
            state.idle.removeAll { $0.idleSince <= late }
            return dismissed
        }
        for seat in dismissed { seat.process.end() }
    }

    /// Of the caller's own only what finds libraries and fonts.
    private static func environment() -> [String] {
        let names: [String] = ["LD_LIBRARY_PATH", "FONTCONFIG_PATH", "FONTCONFIG_FILE"]
        let kept = names.compactMap { name in getenv(name).map { "\(name)=\(String(cString: $0))" } }
        return kept + ["LC_ALL=C.UTF-8", "MALLOC_ARENA_MAX=2", "HOME=/nonexistent"]
    }

    private struct State {
        var waiting: [Job] = []
        var idle: [Seat] = []
        var running = 0
        var isShut = false
    }

    /// A worker and what it has done; whoever has taken it out of the state has it for themselves.
    private struct Seat: @unchecked Sendable {
        let process: WorkerProcess
        var images = 0
        var idleSince = ContinuousClock.now
    }

    private struct Job: Sendable {
        let call: [UInt8]
        let deadline: ContinuousClock.Instant
        let continuation: CheckedContinuation<Result<ImageFacts, ImageError>, Never>

        func finish(_ outcome: Result<ImageFacts, ImageError>) { continuation.resume(returning: outcome) }
    }
}
