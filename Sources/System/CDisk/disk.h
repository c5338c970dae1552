// Calls of Linux about a file's bytes and the disk that Swift's Glibc does not show.
#pragma once
#include <stdint.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>

extern long syscall(long number, ...);

// Waits until everything that was written to the file system is on the disk (Linux 2.6.39; errors are told since 5.8).
static inline int disk_flush_all(int file) { return (int)syscall(SYS_syncfs, file); }

// Lets the disk begin with a range of a file, without waiting for it; nothing is promised.
static inline int disk_begin_writing(int file, int64_t offset, int64_t count) {
#if defined(SYS_sync_file_range) && defined(__LP64__)
    return (int)syscall(SYS_sync_file_range, file, offset, count, 2 /* SYNC_FILE_RANGE_WRITE */);
#else
    return 0;
#endif
}

// Reads only what is in memory already: less than asked for, or -1 with EAGAIN, where the disk would be waited for.
static inline ssize_t disk_read_cached(int file, void *bytes, size_t count, int64_t offset) {
    struct iovec part = {bytes, count};
    return syscall(SYS_preadv2, file, &part, 1, (long)offset, 0L, 8 /* RWF_NOWAIT */);
}
