import Glibc

/// A file that is written from start to end through one block of memory, and whose past can be corrected.
package final class OutputFile {
    let path: String
    /// Bytes written so far, those still in memory included.
    private(set) var position: UInt64 = 0

    private var descriptor: Int32
    private let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 64)
    private var used = 0

    package init(path: String) throws(ZipWriteError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw ZipWriteError("open", path: path, errno: errno) }
    }

    deinit {
        if descriptor >= 0 { Glibc.close(descriptor) }
        block.deallocate()
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(ZipWriteError) {
        if bytes.count >= block.count {
            try flush()
            try put(bytes, at: position)
            position += UInt64(bytes.count)
            return
        }
        if bytes.count > block.count - used { try flush() }
        UnsafeMutableRawBufferPointer(rebasing: block[used...]).copyMemory(from: bytes)
        used += bytes.count
        position += UInt64(bytes.count)
    }

    package func write(_ bytes: [UInt8]) throws(ZipWriteError) {
        try bytes.withUnsafeBufferPointer { buffer throws(ZipWriteError) in try write(UnsafeRawBufferPointer(buffer)) }
    }

    /// Free space to write to directly; `commit` says how much of it was used.
    func room() throws(ZipWriteError) -> UnsafeMutableRawBufferPointer {
        if block.count - used < 16 << 10 { try flush() }
        return UnsafeMutableRawBufferPointer(rebasing: block[used...])
    }

    func commit(_ count: Int) {
        used += count
        position += UInt64(count)
    }

    /// Replaces bytes written before.
    func overwrite(_ bytes: [UInt8], at offset: UInt64) throws(ZipWriteError) {
        let flushed = position - UInt64(used)
        try bytes.withUnsafeBufferPointer { typed throws(ZipWriteError) in
            let buffer = UnsafeRawBufferPointer(typed)
            if offset >= flushed {
                let start = Int(offset - flushed)
                UnsafeMutableRawBufferPointer(rebasing: block[start..<start + buffer.count]).copyMemory(from: buffer)
            } else {
                if offset + UInt64(buffer.count) > flushed { try flush() }
                try put(buffer, at: offset)
            }
        }
    }

    package func close() throws(ZipWriteError) {
        guard descriptor >= 0 else { return }
        try flush()
        let open = descriptor
        descriptor = -1
        guard Glibc.close(open) == 0 else { throw ZipWriteError("close", path: path, errno: errno) }
    }

    /// Closes and takes the file away; devices stay.
    package func discard() {
        guard descriptor >= 0 else { return }
        var status = stat()
        let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        Glibc.close(descriptor)
        descriptor = -1
        if isFile { unlink(path) }
    }

    private func flush() throws(ZipWriteError) {
        guard used > 0 else { return }
        try put(UnsafeRawBufferPointer(rebasing: block[..<used]), at: position - UInt64(used))
        used = 0
    }

    private func put(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(ZipWriteError) {
        var done = 0
        while done < bytes.count {
            let count = pwrite(
                descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done, off_t(offset) + off_t(done))
            if count > 0 {
                done += count
                continue
            }
            guard count < 0, errno == EINTR else {
                throw ZipWriteError("pwrite", path: path, errno: count < 0 ? errno : EIO)
            }
        }
    }
}
