import CISAL

/// How an entry's bytes are packed.
public enum ZipCompression: Sendable, Equatable {
    case stored
    /// DEFLATE (RFC 1951) by ISA-L, level 0 (fastest) to 3 (smallest); others are moved into that range.
    case deflated(level: Int)

    /// DEFLATE at level 1: about twice as fast as level 3, and nearly as small.
    public static let standard = ZipCompression.deflated(level: 1)
}

/// One compressor, used for entry after entry.
final class Deflater {
    private let stream = UnsafeMutablePointer<isal_zstream>.allocate(capacity: 1)
    private var levelBuffer: UnsafeMutablePointer<UInt8>?
    private var levelBufferSize = 0
    private var level = -1

    init() { isal_deflate_init(stream) }

    deinit {
        levelBuffer?.deallocate()
        stream.deallocate()
    }

    /// Starts a new, raw DEFLATE stream.
    func start(level wanted: Int) {
        let wanted = min(max(wanted, 0), 3)
        if wanted != level {
            level = wanted
            levelBuffer?.deallocate()
            levelBufferSize = Self.bufferSize(of: wanted)
            levelBuffer = levelBufferSize == 0 ? nil : .allocate(capacity: levelBufferSize)
        }
        isal_deflate_init(stream)
        stream.pointee.level = UInt32(level)
        stream.pointee.level_buf = levelBuffer
        stream.pointee.level_buf_size = UInt32(levelBufferSize)
        stream.pointee.flush = UInt16(NO_FLUSH)
        stream.pointee.gzip_flag = UInt16(IGZIP_DEFLATE)
    }

    /// Packs all of `input`; `room` gives free space to write to, `wrote` takes how much of it was used.
    /// Returns the compressor's code, 0 when all went well.
    func pack<Failure: Error>(
        _ input: UnsafeRawBufferPointer, last: Bool, room: () throws(Failure) -> UnsafeMutableRawBufferPointer,
        wrote: (Int) -> Void
    ) throws(Failure) -> Int32 {
        var left = input
        stream.pointee.end_of_stream = 0
        repeat {
            // The compressor counts in 32 bits, so that very large pieces are handed over in parts.
            let part = UnsafeRawBufferPointer(rebasing: left.prefix(1 << 30))
            left = UnsafeRawBufferPointer(rebasing: left.dropFirst(part.count))
            stream.pointee.next_in = UnsafeMutablePointer(
                mutating: part.baseAddress?.assumingMemoryBound(to: UInt8.self))
            stream.pointee.avail_in = UInt32(part.count)
            stream.pointee.end_of_stream = last && left.isEmpty ? 1 : 0
            repeat {
                let free = try room()
                stream.pointee.next_out = free.baseAddress?.assumingMemoryBound(to: UInt8.self)
                stream.pointee.avail_out = UInt32(clamping: free.count)
                let code = isal_deflate(stream)
                guard code == COMP_OK else { return code }
                wrote(free.count - Int(stream.pointee.avail_out))
            } while stream.pointee.avail_out == 0 || stream.pointee.avail_in > 0
        } while !left.isEmpty
        return 0
    }

    /// What ISA-L asks for at each level (ISAL_DEF_LVLn_LARGE, macros that Swift cannot see): tables and 64 Ki tokens.
    private static func bufferSize(of level: Int) -> Int {
        let tokens = 4 * 64 * 1024
        return switch level {
        case 0: 0
        case 1: 4 * 1024 + 2 * 8 * 1024 + tokens
        case 2: 4 * 1024 + 2 * 32 * 1024 + tokens
        default: 4 * 1024 + 4 * 4 * 1024 + 2 * 32 * 1024 + tokens
        }
    }
}
