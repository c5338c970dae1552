import Synchronization

/// Blocks of memory that are handed out again and again, for a fresh one costs more than a look at a file.
final class ScratchMemory: Sendable {
    private static let kept = 16
    private let size: Int
    private let free = Mutex<[Block]>([])

    init(size: Int) { self.size = size }

    deinit { free.withLock { blocks in blocks.forEach { $0.memory.deallocate() } } }

    func withBlock<Value, Failure: Error>(
        _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let block = free.withLock { $0.popLast() } ?? Block(memory: .allocate(byteCount: size, alignment: 64))
        defer {
            let isKept = free.withLock { blocks in
                guard blocks.count < Self.kept else { return false }
                blocks.append(block)
                return true
            }
            if !isKept { block.memory.deallocate() }
        }
        return try body(block.memory)
    }

    /// Belongs to one caller at a time.
    private struct Block: @unchecked Sendable {
        let memory: UnsafeMutableRawBufferPointer
    }
}
