import CMemoryFile
import Glibc
import Zip

extension Workbook {
    /// Opens a workbook that is in memory.
    ///
    /// The bytes are kept a second time, in a file without a name that lives in memory (`memfd_create`), for as long as
    /// the workbook is open. Throws `XLSXError` as opening a file does.
    public convenience init(bytes: [UInt8], limits: XLSXLimits = .standard) throws(XLSXError) {
        let descriptor = memory_file("workbook")
        guard descriptor >= 0 else { throw .archive(.io(operation: "memfd_create", errno: errno)) }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            if count > 0 {
                written += count
            } else if count == 0 || errno != EINTR {
                throw .archive(.io(operation: "write", errno: count == 0 ? EIO : errno))
            }
        }
        try self.init(path: "/proc/self/fd/\(descriptor)", limits: limits)
    }
}
