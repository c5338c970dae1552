import Glibc

/// Reads one entry's bytes from first to last while a thread of its own inflates what comes next.
///
/// Memory: a ring of four blocks of 128 KiB beside those of `ZipEntryReader`. For one task at a time. An entry that is
/// let go before its end stops the thread after the block it is at.
public final class ZipReadAhead {
    private let ring: BlockRing
    private let thread: pthread_t

    /// Inflating on a thread pays from so many bytes on.
    public static let smallestEntry: UInt64 = 512 << 10

    /// Whether there is a second core to inflate on.
    public static let hasSpareCore = sysconf(Int32(_SC_NPROCESSORS_ONLN)) > 1

    /// Starts the thread; nil where the system gives none, and the reader is as it was.
    public init?(_ reader: sending ZipEntryReader) {
        ring = BlockRing(reader)
        var thread = pthread_t()
        let argument = Unmanaged.passRetained(ring)
        let code = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<BlockRing>.fromOpaque(argument).takeRetainedValue().fill()
                return nil
            }, argument.toOpaque())
        guard code == 0 else {
            argument.release()
            return nil
        }
        self.thread = thread
    }

    deinit {
        ring.cancel()
        pthread_join(thread, nil)
    }

    /// Copies as many bytes as there are at hand, up to the buffer's size; 0 means the end, which is reached only if
    /// size and checksum are right. Throws what `ZipEntryReader` throws, at the same byte.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(ZipError) -> Int {
        try ring.read(into: buffer)
    }
}

/// Blocks that one thread fills and another empties, in turn.
private final class BlockRing: @unchecked Sendable {
    private static let blockCount = 4
    private static let blockSize = 128 << 10

    private let reader: ZipEntryReader
    private let memory: UnsafeMutableRawBufferPointer
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>

    // Under the mutex.
    private var outcomes = [Result<Int, ZipError>](repeating: .success(0), count: blockCount)
    private var filled = 0
    private var emptied = 0
    private var isCancelled = false

    // The emptying side's alone.
    private var current: (block: Int, position: Int, count: Int)?
    private var ended: Result<Int, ZipError>?

    init(_ reader: ZipEntryReader) {
        self.reader = reader
        memory = .allocate(byteCount: Self.blockCount * Self.blockSize, alignment: 64)
        mutex = .allocate(capacity: 1)
        changed = .allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(changed, nil)
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(mutex)
        changed.deallocate()
        mutex.deallocate()
        memory.deallocate()
    }

    /// Inflates block after block, until the end, an error or a cancellation.
    func fill() {
        while let number = awaitRoom() {
            let outcome: Result<Int, ZipError>
            do throws(ZipError) {
                outcome = .success(try fill(block(number)))
            } catch {
                outcome = .failure(error)
            }
            pthread_mutex_lock(mutex)
            outcomes[number % Self.blockCount] = outcome
            filled += 1
            pthread_cond_signal(changed)
            pthread_mutex_unlock(mutex)
            guard case .success(1...) = outcome else { return }
        }
    }

    /// As much as fits, so that few blocks are handed over.
    private func fill(_ block: UnsafeMutableRawBufferPointer) throws(ZipError) -> Int {
        var done = 0
        while done < block.count {
            let count = try reader.read(into: UnsafeMutableRawBufferPointer(rebasing: block[done...]))
            if count == 0 { break }
            done += count
        }
        return done
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ZipError) -> Int {
        guard buffer.count > 0 else { return 0 }
        if current == nil {
            if let ended { return try ended.get() }
            let number = awaitBlock()
            guard case .success(let count) = outcomes[number % Self.blockCount], count > 0 else {
                let outcome = outcomes[number % Self.blockCount]
                ended = outcome
                return try outcome.get()
            }
            current = (number, 0, count)
        }
        guard let (number, position, count) = current else { return 0 }
        let taken = min(count - position, buffer.count)
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: block(number)[position..<position + taken]))
        if position + taken == count {
            current = nil
            release()
        } else {
            current = (number, position + taken, count)
        }
        return taken
    }

    func cancel() {
        pthread_mutex_lock(mutex)
        isCancelled = true
        pthread_cond_signal(changed)
        pthread_mutex_unlock(mutex)
    }

    private func block(_ number: Int) -> UnsafeMutableRawBufferPointer {
        let start = number % Self.blockCount * Self.blockSize
        return UnsafeMutableRawBufferPointer(rebasing: memory[start..<start + Self.blockSize])
    }

    /// The number of the next block to fill; nil where nobody wants it any more.
    private func awaitRoom() -> Int? {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while !isCancelled, filled - emptied == Self.blockCount { pthread_cond_wait(changed, mutex) }
        return isCancelled ? nil : filled
    }

    /// The number of the next full block.
    private func awaitBlock() -> Int {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while filled == emptied { pthread_cond_wait(changed, mutex) }
        return emptied
    }

    private func release() {
        pthread_mutex_lock(mutex)
        emptied += 1
        pthread_cond_signal(changed)
        pthread_mutex_unlock(mutex)
    }
}
