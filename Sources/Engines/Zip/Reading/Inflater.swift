import CISAL
import Glibc

/// A DEFLATE stream (RFC 1951) being unpacked by ISA-L.
final class Inflater {
    /// Where packed bytes are put before `supply`.
    let input: UnsafeMutableRawBufferPointer
    private let state: UnsafeMutablePointer<inflate_state>

    init() {
        input = .allocate(byteCount: 64 << 10, alignment: 64)
        state = .allocate(capacity: 1)
        memset(state, 0, MemoryLayout<inflate_state>.size)
        isal_inflate_init(state)
    }

    deinit {
        input.deallocate()
        state.deallocate()
    }

    /// Whether the last block has been unpacked and all of it handed out.
    var isFinished: Bool { state.pointee.block_state == ISAL_BLOCK_FINISH }

    var needsInput: Bool { inputLeft == 0 }
    /// Bytes supplied and not yet taken.
    var inputLeft: Int { Int(state.pointee.avail_in) }

    /// Says how many bytes have been put into `input`.
    func supply(_ count: Int) {
        state.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        state.pointee.avail_in = UInt32(count)
    }

    /// Unpacks into the buffer until it is full or the input used up; nil where the stream is damaged.
    func inflate(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
        let room = min(buffer.count, 1 << 30)
        state.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        state.pointee.avail_out = UInt32(room)
        guard isal_inflate(state) == ISAL_DECOMP_OK else { return nil }
        return room - Int(state.pointee.avail_out)
    }
}
