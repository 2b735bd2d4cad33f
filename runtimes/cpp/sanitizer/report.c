#include "report.h"
#include "../runtime/host.h"
#include "allocator.h"
#include "globals.h"
#include "shadow.h"

/// Accesses below this address come from a null pointer and a member's offset or an index.
#define NULL_AREA 0x10000u

_Noreturn void report_fault(const char *kind, uintptr_t address, size_t size, bool write, const struct block *block) {
    unsigned begin = 0, block_size = 0, alloc_site = 0, free_site = 0;
    if (block) {
        begin = (unsigned)block_memory(block);
        block_size = block->size;
        alloc_site = block->alloc_site;
        free_site = block->free_site;
    }
    dg_memory_fault(kind, __builtin_strlen(kind), address, size, write, begin, block_size, alloc_site, free_site);
    __builtin_trap();
}

/// How far the mark may be from a partial granule: as far as a container's unused part reaches without one.
#define MARK_DISTANCE 4

/// The mark that forbids `address`. A partial granule doesn't say why, the marks that follow it do.
static uint8_t mark_at(uintptr_t address) {
    for (int i = 0; i < MARK_DISTANCE; i++, address += GRANULE)
        if (*shadow_of(address) < 0) return (uint8_t)*shadow_of(address);
    return 0;
}

/// Inside a heap block only a container forbids memory.
static _Noreturn void report_heap(uintptr_t fault, size_t size, bool write) {
    const struct block *block = find_block(fault);
    bool inside = block && fault - block_memory(block) < block->size;
    report_fault(inside ? "container-overflow" : "heap-overflow", fault, size, write, block);
}

static _Noreturn void report_global(uintptr_t fault, size_t size, bool write) {
    const struct global *global = find_global(fault);
    static const char kind[] = "global-overflow";
    unsigned begin = global ? global->begin : 0, global_size = global ? global->size : 0;
    dg_memory_fault(kind, sizeof kind - 1, fault, size, write, begin, global_size, 0, 0);
    __builtin_trap();
}

static const char *stack_kind(uint8_t mark) { return mark == MARK_SCOPE ? "use-after-scope" : "stack-overflow"; }

_Noreturn void report_access(uintptr_t fault, size_t size, bool write) {
    if (fault < NULL_AREA) report_fault("null-dereference", fault, size, write, NULL);
    if (fault < SHADOW_END || fault >= memory_end()) report_fault("wild-access", fault, size, write, NULL);
    uint8_t mark = mark_at(fault);
    switch (mark) {
    case MARK_HEAP: report_heap(fault, size, write);
    case MARK_FREED: report_fault("use-after-free", fault, size, write, find_block(fault));
    case MARK_CONTAINER: report_fault("container-overflow", fault, size, write, find_block(fault));
    case MARK_GLOBAL: report_global(fault, size, write);
    case MARK_STACK_LEFT:
    case MARK_STACK_MIDDLE:
    case MARK_STACK_RIGHT:
    case MARK_ALLOCA_LEFT:
    case MARK_ALLOCA_RIGHT:
    case MARK_SCOPE: report_fault(stack_kind(mark), fault, size, write, NULL);
    default: report_fault("wild-access", fault, size, write, NULL);
    }
}
