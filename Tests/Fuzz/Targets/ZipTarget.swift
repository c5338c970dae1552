import Glibc
import Zip

// The archive reader on arbitrary bytes: every entry is read to its end or refused, and a copy of all that is whole
// reads the same.

nonisolated(unsafe) private let original = MemoryFile("original")
nonisolated(unsafe) private let copy = MemoryFile("copy")

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    original.fill(UnsafeRawBufferPointer(start: start, count: count))
    guard let archive = try? ZipArchive(path: original.path, limits: .fuzzing) else { return 0 }
    var whole: [(entry: ZipEntry, bytes: [UInt8])] = []
    for entry in archive.entries {
        guard let bytes = try? archive.bytes(of: entry) else { continue }
        guard UInt64(bytes.count) == entry.uncompressedSize else { broken("\(entry.name) has another size") }
        whole.append((entry, bytes))
    }
    do {
        let writer = try ZipWriter(path: copy.path)
        var copied: [(entry: ZipEntry, bytes: [UInt8])] = []
        var names: Set<[UInt8]> = []
        for piece in whole where !piece.entry.nameBytes.isEmpty && names.insert(piece.entry.nameBytes).inserted {
            try writer.copy(piece.entry, from: archive)
            copied.append(piece)
        }
        try writer.finish()
        let again = try ZipArchive(path: copy.path, limits: .fuzzing)
        guard again.entries.count == copied.count else { broken("the copy lost entries") }
        for (entry, piece) in zip(again.entries, copied) {
            guard try again.bytes(of: entry) == piece.bytes else { broken("\(entry.name) changed on copying") }
        }
    } catch {
        broken("what can be read can be copied and read again: \(error)")
    }
    return 0
}
