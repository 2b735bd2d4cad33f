/// The shadow: one byte for each granule of 8 bytes of memory, at address `granule >> 3`. 0 means that all 8 bytes may
/// be accessed, 1 to 7 that only the first so many may, a negative value that none may, and why.
///
/// The shadow fills the memory below SHADOW_END, so no valid pointer leads there and the memory covered ends at
/// COVERED_END. The numbers of the marks are those that clang's instrumentation writes itself.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SHADOW_END 0x04000000u
#define COVERED_END 0x20000000u
#define GRANULE 8u

enum mark {
    MARK_STACK_LEFT = 0xf1,
    MARK_STACK_MIDDLE = 0xf2,
    MARK_STACK_RIGHT = 0xf3,
    MARK_SCOPE = 0xf8,
    MARK_GLOBAL = 0xf9,
    MARK_HEAP = 0xfa,
    MARK_CONTAINER = 0xfc,
    MARK_FREED = 0xfd,
    MARK_ALLOCA_LEFT = 0xca,
    MARK_ALLOCA_RIGHT = 0xcb,
};

static inline uintptr_t round_down(uintptr_t value, uintptr_t multiple) { return value & ~(multiple - 1); }
static inline uintptr_t round_up(uintptr_t value, uintptr_t multiple) {
    return round_down(value + multiple - 1, multiple);
}

static inline int8_t *shadow_of(uintptr_t address) { return (int8_t *)(address >> 3); }

/// Where the memory ends that exists and has a shadow.
uintptr_t memory_end(void);

/// Marks the granules from `begin`, a multiple of 8, that `size` bytes reach into.
void poison(uintptr_t begin, size_t size, enum mark mark);

/// Makes exactly `size` bytes from `begin`, a multiple of 8, accessible; a last partial granule is marked as such.
void unpoison(uintptr_t begin, size_t size);

/// Whether some byte of a range may not be accessed; `fault` is then the first one.
bool find_fault(uintptr_t begin, size_t size, uintptr_t *fault);

/// How many bytes from `begin` may be accessed, at most `size`.
size_t accessible(uintptr_t begin, size_t size);

/// Report a fault and trap unless the whole range may be accessed.
void check_read(const void *begin, size_t size);
void check_write(const void *begin, size_t size);
