#include "shadow.h"
#include "report.h"

#define PAGE_SHIFT 16

uintptr_t memory_end(void) {
    size_t pages = __builtin_wasm_memory_size(0);
    return pages >= COVERED_END >> PAGE_SHIFT ? COVERED_END : pages << PAGE_SHIFT;
}

void poison(uintptr_t begin, size_t size, enum mark mark) {
    __builtin_memset(shadow_of(begin), mark, round_up(size, GRANULE) / GRANULE);
}

void unpoison(uintptr_t begin, size_t size) {
    __builtin_memset(shadow_of(begin), 0, size / GRANULE);
    if (size % GRANULE) *shadow_of(begin + size) = (int8_t)(size % GRANULE);
}

/// The first byte from `from` to `to` (within one granule) that its shadow forbids, or `to`.
static uintptr_t fault_in_granule(uintptr_t from, uintptr_t to) {
    int8_t shadow = *shadow_of(from);
    if (shadow == 0) return to;
    if (shadow < 0) return from;
    uintptr_t allowed = round_down(from, GRANULE) + (uintptr_t)shadow;
    if (allowed >= to) return to;
    return allowed > from ? allowed : from;
}

bool find_fault(uintptr_t begin, size_t size, uintptr_t *fault) {
    if (size == 0) return false;
    *fault = begin;
    uintptr_t limit = memory_end();
    if (begin < SHADOW_END || begin >= limit) return true;
    uintptr_t end = size > limit - begin ? limit : begin + size;
    for (uintptr_t at = begin; at < end;) {
        bool eight_granules = at % 64 == 0 && end - at >= 64;
        if (eight_granules && *(const uint64_t *)shadow_of(at) == 0) {
            at += 64;
            continue;
        }
        uintptr_t next = round_down(at, GRANULE) + GRANULE;
        uintptr_t stop = next < end ? next : end;
        *fault = fault_in_granule(at, stop);
        if (*fault < stop) return true;
        at = stop;
    }
    *fault = end;
    return end - begin < size;
}

size_t accessible(uintptr_t begin, size_t size) {
    uintptr_t fault;
    return find_fault(begin, size, &fault) ? fault - begin : size;
}

static void check(uintptr_t begin, size_t size, bool write) {
    uintptr_t fault;
    if (find_fault(begin, size, &fault)) report_access(fault, size, write);
}

void check_read(const void *begin, size_t size) { check((uintptr_t)begin, size, false); }
void check_write(const void *begin, size_t size) { check((uintptr_t)begin, size, true); }
