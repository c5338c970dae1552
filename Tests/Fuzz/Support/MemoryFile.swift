import Glibc

/// A file without a name in memory, used again for every input.
final class MemoryFile {
    /// A path by which the engines can open it.
    let path: String
    private let descriptor: Int32

    init(_ name: String) {
        var place = Array("/dev/shm/fuzz-\(name)-XXXXXX".utf8CString)
        descriptor = mkstemp(&place)
        guard descriptor >= 0 else { broken("mkstemp: errno \(errno)") }
        unlink(place)
        path = "/proc/self/fd/\(descriptor)"
    }

    deinit { close(descriptor) }

    func fill(_ bytes: UnsafeRawBufferPointer) {
        guard ftruncate(descriptor, 0) == 0 else { broken("ftruncate: errno \(errno)") }
        var done = 0
        while done < bytes.count {
            let count = pwrite(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done, off_t(done))
            guard count > 0 else { broken("pwrite: errno \(errno)") }
            done += count
        }
    }

    func fill(_ bytes: [UInt8]) { bytes.withUnsafeBytes { fill($0) } }
}

/// Ends the run with an input that breaks a promise; libFuzzer keeps the input.
func broken(_ what: String) -> Never {
    let line = Array("broken promise: \(what.prefix(20_000))\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
    abort()
}
