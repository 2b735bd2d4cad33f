/// The marks that libc++'s containers set on the part of their memory that holds no elements.
#include "shadow.h"

/// How many of a granule's first bytes lie before `end`.
static size_t bytes_before(uintptr_t granule, uintptr_t end) {
    if (end <= granule) return 0;
    return end - granule < GRANULE ? end - granule : GRANULE;
}

/// Memory [begin, end) of which [begin, used) holds elements. A granule that `end` cuts is left alone when something
/// else may follow in it, as memory from a caller's own allocator can.
static void mark_tail(uintptr_t begin, uintptr_t end, uintptr_t used) {
    for (uintptr_t granule = round_down(begin, GRANULE); granule + GRANULE <= end; granule += GRANULE) {
        size_t bytes = granule < begin && used <= begin ? begin - granule : bytes_before(granule, used);
        *shadow_of(granule) = bytes == GRANULE ? 0 : bytes ? (int8_t)bytes : (int8_t)MARK_CONTAINER;
    }
}

void __sanitizer_annotate_contiguous_container(const void *begin, const void *end, const void *old_middle,
                                               const void *new_middle) {
    (void)old_middle;
    mark_tail((uintptr_t)begin, (uintptr_t)end, (uintptr_t)new_middle);
}

/// As above for a container that holds elements in [first, last). The shadow can't say that only the last bytes of a
/// granule are accessible: such a granule is accessible as a whole.
void __sanitizer_annotate_double_ended_contiguous_container(const void *begin, const void *end, const void *old_first,
                                                            const void *old_last, const void *first,
                                                            const void *last) {
    (void)old_first;
    (void)old_last;
    uintptr_t from = round_down((uintptr_t)first, GRANULE);
    mark_tail((uintptr_t)begin, (uintptr_t)end, (uintptr_t)last);
    if (first == last) from = (uintptr_t)end;
    for (uintptr_t granule = round_up((uintptr_t)begin, GRANULE); granule < from && granule + GRANULE <= (uintptr_t)end;
         granule += GRANULE)
        *shadow_of(granule) = (int8_t)MARK_CONTAINER;
}
