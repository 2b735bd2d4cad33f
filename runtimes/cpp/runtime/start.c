// What the host calls in the runtime module to set up a guest.

#include <stdlib.h>
#include <string.h>

extern char *__wasilibc_cwd;

/// WASI knows no current folder, and libc begins in the root.
__attribute__((constructor(101))) static void begin_in_folder(void) {
    const char *folder = getenv("PWD");
    char *copy = folder ? strdup(folder) : NULL;
    if (copy)
        __wasilibc_cwd = copy;
}

void sqlite3_randomness(int count, void *bytes);
int sqlite3_shutdown(void);

/// SQLite seeds its generator from /dev/urandom when it is used first. It does so here, before anything counts as the
/// candidate's: the trace would credit the candidate with random bytes that it never asked for. The candidate can still configure
/// SQLite before it uses it; the seed stays.
__attribute__((constructor(102))) static void seed_sqlite(void) {
    char byte;
    sqlite3_randomness(1, &byte);
    sqlite3_shutdown();
}

/// Memory for what the host hands over.
void *host_alloc(size_t length) {
    return malloc(length ? length : 1);
}

/// Memory for the static data of the candidate's module, zeroed.
void *dualgauge_side_memory(size_t length, size_t align) {
    if (align < 16)
        align = 16;
    size_t rounded = (length + align - 1) / align * align;
    void *memory = aligned_alloc(align, rounded);
    if (memory)
        memset(memory, 0, rounded);
    return memory;
}
