// A file without a name that lives in memory (Linux 3.17, memfd_create); Swift's Glibc does not show it.
#pragma once

extern int memfd_create(const char *name, unsigned int flags);

// A descriptor that is closed on exec, or -1 with errno.
static inline int memory_file(const char *name) { return memfd_create(name, 1U); }
