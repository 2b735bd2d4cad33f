/// The heap: every block lies between redzones, and is kept in a quarantine for a while after it was freed.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Which functions a block was allocated by, and so which must free it.
enum origin { ORIGIN_MALLOC, ORIGIN_NEW, ORIGIN_NEW_ARRAY };

/// Before the memory of each block.
struct block {
    uint32_t magic;
    uint32_t size;
    void *base; ///< what the underlying allocator gave
    unsigned alloc_site;
    unsigned free_site;
    struct block *previous;
    struct block *next;
    enum origin origin;
};

static inline uintptr_t block_memory(const struct block *block) { return (uintptr_t)(block + 1); }

/// A new block, filled with a pattern so that reading what was never written shows. Null and ENOMEM when there is no
/// memory left. `alignment` is a power of two.
void *allocate(size_t size, size_t alignment, enum origin origin);

/// Frees a block; null is ignored. A block that isn't live or has another origin is a fault.
void release(void *memory, enum origin origin);

/// Frees a block of a known size: another size is a fault too (the object was deleted as one of another type).
void release_sized(void *memory, size_t size, enum origin origin);

/// The live or quarantined block that `address` lies in, or in a redzone of; null when there is none.
const struct block *find_block(uintptr_t address);

/// The oldest live block; `next` leads to the newer ones.
const struct block *live_blocks(void);
