// What the host calls in the runtime module to set up a guest.

#include <stdlib.h>
#include <string.h>

/// Observed functions tell the host of their calls through this import; the rewriting of the module needs it there.
__attribute__((import_module("host"), import_name("call"))) int observed_call(unsigned, unsigned, unsigned, unsigned);

int (*const dualgauge_observed_call)(unsigned, unsigned, unsigned, unsigned) = observed_call;

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
