/// A file that is being looked at: its beginning in memory, the rest within reach.
///
/// A file of 128 KiB or less is read once, as a whole; one that is in memory already has no path.
struct FileBytes: ~Copyable {
    let size: Int64
    /// The first bytes; all of them in a file that fits.
    let head: ByteView
    private let file: OpenFile?
    /// What `tail` reads into, where the file is not whole, and what `piece` does.
    private let tailRoom: UnsafeMutableRawBufferPointer
    private let pieceRoom: UnsafeMutableRawBufferPointer

    static let wholeUpTo = 128 << 10
    private static let headSize = 32 << 10

    /// - Parameter memory: twice `wholeUpTo`; must outlive this value.
    init(path: String, memory: UnsafeMutableRawBufferPointer) throws(FileKindError) {
        let file = try OpenFile(path: path)
        let size = try file.size()
        let wanted = size <= Int64(Self.wholeUpTo) ? Int(size) : Self.headSize
        head = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: memory[..<wanted]), at: 0)
        tailRoom = UnsafeMutableRawBufferPointer(rebasing: memory[Self.headSize..<Self.wholeUpTo])
        pieceRoom = UnsafeMutableRawBufferPointer(rebasing: memory[Self.wholeUpTo...])
        self.size = size
        self.file = consume file
    }

    /// What is in memory as a whole.
    init(whole bytes: UnsafeRawBufferPointer) {
        size = Int64(bytes.count)
        head = ByteView(bytes)
        file = nil
        tailRoom = UnsafeMutableRawBufferPointer(start: nil, count: 0)
        pieceRoom = tailRoom
    }

    /// Nil for what is in memory.
    var path: String? {
        switch file {
        case .some(let file): file.path
        case .none: nil
        }
    }

    /// Whether `head` is the whole file.
    var isWhole: Bool { Int64(head.count) == size }

    /// The last bytes, at most 96 KiB; valid until the next call.
    func tail(_ count: Int) throws(FileKindError) -> ByteView {
        if isWhole { return head.suffix(count) }
        let wanted = Int(min(Int64(min(count, tailRoom.count)), size))
        let room = UnsafeMutableRawBufferPointer(rebasing: tailRoom[..<wanted])
        return try read(into: room, at: size - Int64(wanted))
    }

    /// The bytes from an offset on, at most 128 KiB and fewer only at the end; valid until the next call.
    func piece(at offset: Int64, most: Int) throws(FileKindError) -> ByteView {
        guard offset >= 0, offset < size, most > 0 else {
            return ByteView(UnsafeRawBufferPointer(start: nil, count: 0))
        }
        if offset <= Int64(head.count), isWhole || Int64(head.count) - offset >= Int64(most) {
            return head.dropFirst(Int(offset)).prefix(most)
        }
        let wanted = min(most, pieceRoom.count)
        return try read(into: UnsafeMutableRawBufferPointer(rebasing: pieceRoom[..<wanted]), at: offset)
    }

    private func read(
        into room: UnsafeMutableRawBufferPointer, at offset: Int64
    ) throws(FileKindError) -> ByteView {
        switch file {
        case .some(let file): try file.read(into: room, at: offset)
        case .none: ByteView(UnsafeRawBufferPointer(start: nil, count: 0))
        }
    }
}
