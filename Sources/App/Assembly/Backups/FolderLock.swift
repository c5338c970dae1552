import Basics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Keeps a second process out of a folder for as long as this object lives, also past a crash of the first.
final class FolderLock: Sendable {
    private let descriptor: Int32

    init(_ folder: String) throws {
        descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Failure(
                .unavailable, code: "folder.unreadable", "The folder \(folder) cannot be opened. Mend its rights.")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw Failure(
                .conflict, code: "folder.locked",
                "Another backup or restore is at work in \(folder). Wait for its end, then run it again.")
        }
    }

    deinit {
        close(descriptor)
    }
}
