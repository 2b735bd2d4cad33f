/// Finds the candidate's blocks that nothing refers to any more. Every aligned word of the roots that could be a
/// pointer into a block counts as one: the roots are global data, the stack in use, and blocks that the runtime
/// allocated.
#include "../runtime/host.h"
#include "allocator.h"
#include "shadow.h"

void *__real_malloc(size_t size);
void __real_free(void *memory);

extern unsigned char __global_base, __heap_base, __stack_high;

struct search {
    const struct block **blocks; ///< by address
    bool *reached;
    size_t *pending; ///< reached blocks whose contents weren't looked at yet
    size_t count, pending_count;
};

static void sift_down(const struct block **blocks, size_t root, size_t count) {
    for (size_t child; (child = 2 * root + 1) < count; root = child) {
        if (child + 1 < count && blocks[child] < blocks[child + 1]) child++;
        if (blocks[root] >= blocks[child]) return;
        const struct block *swapped = blocks[root];
        blocks[root] = blocks[child];
        blocks[child] = swapped;
    }
}

static void sort_by_address(const struct block **blocks, size_t count) {
    for (size_t i = count / 2; i-- > 0;) sift_down(blocks, i, count);
    for (size_t end = count; end-- > 1;) {
        const struct block *biggest = blocks[0];
        blocks[0] = blocks[end];
        blocks[end] = biggest;
        sift_down(blocks, 0, end);
    }
}

/// The index of the block that `address` lies in, or `count`. An empty block is referred to by its own address.
static size_t index_of(const struct search *search, uintptr_t address) {
    size_t low = 0, high = search->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (block_memory(search->blocks[middle]) <= address) low = middle + 1;
        else high = middle;
    }
    if (low == 0) return search->count;
    const struct block *block = search->blocks[low - 1];
    size_t extent = block->size ? block->size : 1;
    return address - block_memory(block) < extent ? low - 1 : search->count;
}

static void reach(struct search *search, size_t index) {
    if (search->reached[index]) return;
    search->reached[index] = true;
    search->pending[search->pending_count++] = index;
}

static void scan(struct search *search, uintptr_t begin, uintptr_t end) {
    for (uintptr_t at = round_up(begin, sizeof(uintptr_t)); at + sizeof(uintptr_t) <= end; at += sizeof(uintptr_t)) {
        size_t index = index_of(search, *(const uintptr_t *)at);
        if (index < search->count) reach(search, index);
    }
}

static void mark_reachable(struct search *search) {
    for (size_t i = 0; i < search->count; i++)
        if (search->blocks[i]->alloc_site == 0) reach(search, i);
    scan(search, (uintptr_t)&__global_base, (uintptr_t)&__heap_base);
    scan(search, (uintptr_t)__builtin_frame_address(0), (uintptr_t)&__stack_high);
    while (search->pending_count) {
        const struct block *block = search->blocks[search->pending[--search->pending_count]];
        scan(search, block_memory(block), block_memory(block) + block->size);
    }
}

static void report_unreached(const struct search *search) {
    unsigned blocks = 0, bytes = 0, oldest_site = 0;
    for (const struct block *block = live_blocks(); block; block = block->next) {
        if (search->reached[index_of(search, block_memory(block))]) continue;
        if (blocks++ == 0) oldest_site = block->alloc_site;
        bytes += block->size;
    }
    if (blocks) dg_leaked(blocks, bytes, oldest_site);
}

/// Reports the leaked blocks, if any. For the host to call when the candidate's last call has returned or it has
/// exited.
__attribute__((visibility("default"), export_name("dualgauge_check_leaks"))) void dualgauge_check_leaks(void) {
    size_t count = 0;
    for (const struct block *block = live_blocks(); block; block = block->next) count++;
    size_t entry = sizeof(struct block *) + sizeof(size_t) + sizeof(bool);
    char *tables = __real_malloc(count * entry);
    if (!tables) return;
    struct search search = {.blocks = (const struct block **)tables,
                            .pending = (size_t *)(tables + count * sizeof(struct block *)),
                            .reached = (bool *)(tables + count * (sizeof(struct block *) + sizeof(size_t))),
                            .count = count};
    __builtin_memset(search.reached, 0, count * sizeof(bool));
    size_t i = 0;
    for (const struct block *block = live_blocks(); block; block = block->next) search.blocks[i++] = block;
    sort_by_address(search.blocks, count);
    mark_reachable(&search);
    report_unreached(&search);
    __real_free(tables);
}
