import Basics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What is done with the names in a folder. The calls block; they are made on a `DiskThread`.
enum Folder {
    /// Makes the folder and those above it, lastingly; nothing where it is there.
    static func make(_ path: String) throws(BlobError) {
        if mkdir(path, 0o750) == 0 {
            return try File.synchronize(folder: parent(of: path))
        }
        switch errno {
        case EEXIST: return
        case ENOENT where parent(of: path) != path:
            try make(parent(of: path))
            try make(path)
        case ENOSPC, EDQUOT: throw .full(path: path)
        case let code: throw .system(operation: "mkdir", path: path, code: code)
        }
    }

    /// The names in a folder in order, without `.` and `..`; none where there is no folder.
    static func names(in path: String) throws(BlobError) -> [String] {
        guard let stream = opendir(path) else {
            if errno == ENOENT { return [] }
            throw .system(operation: "opendir", path: path, code: errno)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { start in
                start.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Size and age of a file; nil where there is none.
    static func status(of path: String) throws(BlobError) -> (size: Int64, modified: Instant)? {
        var status = stat()
        do throws(BlobError) {
            _ = try retrying("stat", path) { lstat(path, &status) }
        } catch  where error.isNoEntry {
            return nil
        }
        return (Int64(status.st_size), Instant(status.st_mtim))
    }

    /// Replaces what is at the new path; false where there is nothing at the old one.
    static func rename(_ old: String, to new: String) throws(BlobError) -> Bool {
        try unlessMissing { () throws(BlobError) in try retrying("rename", old) { systemRename(old, new) } }
    }

    /// Gives a file a second name, unless that name is taken.
    static func link(_ old: String, to new: String) throws(BlobError) {
        do throws(BlobError) {
            _ = try retrying("link", new) { systemLink(old, new) }
        } catch {
            if case .system(_, _, EEXIST) = error { return }
            throw error
        }
    }

    /// Whether there was one.
    static func remove(_ path: String) throws(BlobError) -> Bool {
        try unlessMissing { () throws(BlobError) in try retrying("unlink", path) { unlink(path) } }
    }

    /// Whether there was one.
    static func touch(_ path: String, at moment: Instant) throws(BlobError) -> Bool {
        let times = [moment.systemTime, moment.systemTime]
        return try unlessMissing { () throws(BlobError) in
            try retrying("utimensat", path) { utimensat(AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW) }
        }
    }

    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func unlessMissing(_ call: () throws(BlobError) -> Int32) throws(BlobError) -> Bool {
        do throws(BlobError) {
            _ = try call()
            return true
        } catch  where error.isNoEntry {
            return false
        }
    }
}

// The system's functions whose names the methods above hide.
private func systemRename(_ old: String, _ new: String) -> Int32 { rename(old, new) }
private func systemLink(_ old: String, _ new: String) -> Int32 { link(old, new) }
