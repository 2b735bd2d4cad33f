#include "allocator.h"
#include "../runtime/host.h"
#include "report.h"
#include "shadow.h"
#include <errno.h>

#define LIVE 0xb10cb10cu
#define FREED 0xf4eedf4eu

#define MIN_ALIGNMENT 16u
#define QUARANTINE_BYTES (16u << 20)
#define QUARANTINE_BLOCKS 65536u

/// The value of memory that was allocated and not written, and how much of a block is filled with it.
#define UNWRITTEN 0xbe
#define FILL_BYTES 65536u

/// Asking the host for a place costs a walk of the stack; later blocks have none.
#define SITES 100000u

void *__real_malloc(size_t size);
void __real_free(void *memory);

/// A list in the order of insertion.
struct list {
    struct block *first, *last;
    size_t bytes, count;
};

static struct list live, quarantine;

static void append(struct list *list, struct block *block) {
    block->previous = list->last;
    block->next = NULL;
    if (list->last) list->last->next = block;
    else list->first = block;
    list->last = block;
    list->bytes += block->size;
    list->count++;
}

static void take_out(struct list *list, struct block *block) {
    if (block->previous) block->previous->next = block->next;
    else list->first = block->next;
    if (block->next) block->next->previous = block->previous;
    else list->last = block->previous;
    list->bytes -= block->size;
    list->count--;
}

static unsigned current_site(void) {
    static unsigned asked;
    return asked < SITES ? asked++, dg_site() : 0;
}

/// Wider for bigger blocks, whose indices go wrong by more.
static size_t redzone(size_t size) {
    size_t width = 16;
    for (size_t covered = 64; covered < size && width < 2048; covered *= 4) width *= 2;
    return width;
}

void *allocate(size_t size, size_t alignment, enum origin origin) {
    if (alignment < MIN_ALIGNMENT) alignment = MIN_ALIGNMENT;
    size_t right = redzone(size), left = right < sizeof(struct block) ? sizeof(struct block) : right;
    size_t total;
    if (__builtin_add_overflow(round_up(left, MIN_ALIGNMENT) + right + GRANULE + alignment, size, &total)) goto none;
    char *base = __real_malloc(total);
    if (!base) goto none;
    if (total > COVERED_END - (uintptr_t)base) {
        __real_free(base);
        goto none;
    }
    uintptr_t memory = round_up((uintptr_t)base + left, alignment);
    struct block *block = (struct block *)memory - 1;
    *block = (struct block){.magic = LIVE, .size = size, .base = base, .alloc_site = current_site(), .origin = origin};
    append(&live, block);
    poison((uintptr_t)base, memory - (uintptr_t)base, MARK_HEAP);
    poison(round_up(memory + size, GRANULE), right, MARK_HEAP);
    unpoison(memory, size);
    __builtin_memset((void *)memory, UNWRITTEN, size < FILL_BYTES ? size : FILL_BYTES);
    return (void *)memory;
none:
    errno = ENOMEM;
    return NULL;
}

/// The freed block's shadow stays as it is, until the memory is allocated again.
static void evict_oldest(void) {
    struct block *oldest = quarantine.first;
    take_out(&quarantine, oldest);
    oldest->magic = 0;
    __real_free(oldest->base);
}

static struct block *checked_block(void *memory) {
    uintptr_t address = (uintptr_t)memory;
    struct block *block = (struct block *)memory - 1;
    bool inside = address >= SHADOW_END + sizeof *block && address < memory_end();
    if (inside && address % MIN_ALIGNMENT == 0) {
        if (block->magic == LIVE) return block;
        if (block->magic == FREED) report_fault("double-free", address, 0, true, block);
    }
    report_fault("invalid-free", address, 0, true, inside ? find_block(address) : NULL);
}

static void quarantine_block(struct block *block) {
    block->magic = FREED;
    block->free_site = current_site();
    take_out(&live, block);
    append(&quarantine, block);
    poison(block_memory(block), block->size, MARK_FREED);
    while (quarantine.bytes > QUARANTINE_BYTES || quarantine.count > QUARANTINE_BLOCKS) evict_oldest();
}

void release(void *memory, enum origin origin) {
    if (!memory) return;
    struct block *block = checked_block(memory);
    if (block->origin != origin) report_fault("mismatched-free", (uintptr_t)memory, 0, true, block);
    quarantine_block(block);
}

void release_sized(void *memory, size_t size, enum origin origin) {
    if (!memory) return;
    struct block *block = checked_block(memory);
    bool matches = block->origin == origin && block->size == size;
    if (!matches) report_fault("mismatched-free", (uintptr_t)memory, size, true, block);
    quarantine_block(block);
}

static const struct block *find_in(const struct list *list, uintptr_t address) {
    for (const struct block *block = list->first; block; block = block->next) {
        uintptr_t begin = (uintptr_t)block->base;
        uintptr_t end = round_up(block_memory(block) + block->size, GRANULE) + redzone(block->size);
        if (address >= begin && address < end) return block;
    }
    return NULL;
}

const struct block *find_block(uintptr_t address) {
    const struct block *block = find_in(&live, address);
    return block ? block : find_in(&quarantine, address);
}

const struct block *live_blocks(void) { return live.first; }

/// The size that a live block was asked for with; a fault for any other pointer.
static size_t block_size(void *memory) { return checked_block(memory)->size; }

void *__wrap_malloc(size_t size) { return allocate(size, MIN_ALIGNMENT, ORIGIN_MALLOC); }
void __wrap_free(void *memory) { release(memory, ORIGIN_MALLOC); }

void *__wrap_calloc(size_t count, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) {
        errno = ENOMEM;
        return NULL;
    }
    void *memory = allocate(bytes, MIN_ALIGNMENT, ORIGIN_MALLOC);
    if (memory) __builtin_memset(memory, 0, bytes);
    return memory;
}

/// libc allocates by these names too and frees by `free`.
void *__wrap___libc_malloc(size_t size) { return __wrap_malloc(size); }
void *__wrap___libc_calloc(size_t count, size_t size) { return __wrap_calloc(count, size); }

/// Always moves, so that the old pointer's later use is found.
void *__wrap_realloc(void *memory, size_t size) {
    if (!memory) return __wrap_malloc(size);
    size_t old_size = block_size(memory);
    void *moved = allocate(size, MIN_ALIGNMENT, ORIGIN_MALLOC);
    if (!moved) return NULL;
    __builtin_memcpy(moved, memory, old_size < size ? old_size : size);
    release(memory, ORIGIN_MALLOC);
    return moved;
}

static bool is_power_of_two(size_t value) { return value && (value & (value - 1)) == 0; }

void *__wrap_aligned_alloc(size_t alignment, size_t size) {
    if (is_power_of_two(alignment)) return allocate(size, alignment, ORIGIN_MALLOC);
    errno = EINVAL;
    return NULL;
}

int __wrap_posix_memalign(void **out, size_t alignment, size_t size) {
    if (!is_power_of_two(alignment) || alignment % sizeof(void *)) return EINVAL;
    check_write(out, sizeof *out);
    void *memory = allocate(size, alignment, ORIGIN_MALLOC);
    if (!memory) return ENOMEM;
    *out = memory;
    return 0;
}

size_t __wrap_malloc_usable_size(void *memory) { return memory ? block_size(memory) : 0; }
