// Settings of SQLite for the whole process, which are variadic functions that Swift cannot call.
#pragma once
#include <sqlite3.h>

// Up to so many bytes, what a savepoint has changed is kept in memory, and beyond in a file; to be called before a database
// is opened.
static inline int sqlite_savepoint_memory(int bytes) { return sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, bytes); }
