import Glibc
import Zip

@testable import XLSX

// Whole workbooks, mutated inside: the mutator inflates the members, changes one, and packs all of them again with right
// checksums, so that the changes reach the XML. A workbook is read, marked and cleaned, or refused.

nonisolated(unsafe) private let file = MemoryFile("workbook")
nonisolated(unsafe) private let source = MemoryFile("source")
nonisolated(unsafe) private let marking = Marking()

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    file.fill(UnsafeRawBufferPointer(start: start, count: count))
    guard let workbook = try? Workbook(path: file.path, limits: .fuzzing) else { return 0 }
    var bytes = 0
    do { try CellsJSON.write(workbook) { bytes += $0.count } } catch {}
    marking.check(file.path)
    return 0
}

@_silgen_name("LLVMFuzzerMutate")
private func mutate(_ bytes: UnsafeMutablePointer<UInt8>?, _ count: Int, _ capacity: Int) -> Int

@_cdecl("LLVMFuzzerCustomMutator")
public func customMutator(
    _ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ capacity: Int, _ seed: CUnsignedInt
) -> Int {
    var random = SmallRandom(state: UInt64(seed) &* 2 + 1)
    // Now and then the archive itself is mutated.
    guard random.next() % 32 != 0, var archive = unpacked(bytes, count), !archive.members.isEmpty else {
        return mutate(bytes, count, capacity)
    }
    let rest = archive.bytes.count
    for _ in 0...(random.next() % 3) {
        let member = random.index(archive.members.count)
        switch random.next() % 16 {
        case 0:
            archive.members.swapAt(member, random.index(archive.members.count))
        case 1:
            let other = random.index(archive.members.count)
            archive.members[member].bytes = archive.members[other].bytes
        case 2 where archive.members.count > 1:
            archive.members.remove(at: member)
        default:
            let size = archive.members[member].bytes.count
            let room = size + max(min(capacity - rest, 4096), 0)
            var changed = archive.members[member].bytes + [UInt8](repeating: 0, count: room - size)
            let length = changed.withUnsafeMutableBufferPointer { mutate($0.baseAddress, size, room) }
            archive.members[member].bytes = Array(changed[..<min(length, room)])
        }
    }
    let packed = archive.bytes
    guard packed.count <= capacity else { return mutate(bytes, count, capacity) }
    packed.withUnsafeBufferPointer { if let start = $0.baseAddress { memcpy(bytes, start, packed.count) } }
    return packed.count
}

/// The members of an archive, inflated; pictures and the like stay out.
private func unpacked(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> StoredArchive? {
    source.fill(UnsafeRawBufferPointer(start: bytes, count: count))
    guard let archive = try? ZipArchive(path: source.path, limits: .fuzzing) else { return nil }
    var stored = StoredArchive()
    for entry in archive.entries where entry.uncompressedSize <= 256 << 10 {
        guard let content = try? archive.bytes(of: entry) else { continue }
        stored.members.append((entry.nameBytes, content))
    }
    return stored
}

/// A generator that gives the same numbers for the same seed.
private struct SmallRandom {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }

    mutating func index(_ count: Int) -> Int { Int(next() % UInt64(count)) }
}
