import GRDBSQLite
import Storage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What can be asked of a database's file from outside.
package enum SQLiteFile {
    /// Whether some process has the database open.
    ///
    /// Every connection in WAL mode holds a shared lock on byte 128 of the `-shm` file for as long as it is open (SQLite,
    /// "WAL-mode File Format", 2.2). To be asked before this process opens the database: closing the file would let
    /// go of its own locks.
    package static func isOpen(_ path: String) -> Bool {
        let descriptor = open(path + "-shm", O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_start = 128
        lock.l_len = 1
        return fcntl(descriptor, F_GETLK, &lock) == 0 && lock.l_type != Int16(F_UNLCK)
    }
}
