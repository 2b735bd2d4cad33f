/// What clang's AddressSanitizer instrumentation calls for each access of memory. Calls rather than inlined checks:
/// they compile faster, are smaller, and can look at the bounds of memory as well as at the shadow.
#include "report.h"
#include "shadow.h"

void __asan_init(void) {}
void __asan_version_mismatch_check_v8(void) {}
int __asan_option_detect_stack_use_after_return = 0;

/// The end of memory when it was last asked for; memory only grows.
static uintptr_t known_end;

static __attribute__((noinline)) void access_slowly(uintptr_t address, size_t size, bool write) {
    known_end = memory_end();
    uintptr_t fault;
    if (find_fault(address, size, &fault)) report_access(fault, size, write);
}

static inline void access(uintptr_t address, size_t size, bool write) {
    bool inside = address >= SHADOW_END && address < known_end;
    if (inside && address % GRANULE + size <= GRANULE && *shadow_of(address) == 0) return;
    access_slowly(address, size, write);
}

#define ACCESS(size)                                                                                                   \
    void __asan_load##size(uintptr_t address) { access(address, size, false); }                                        \
    void __asan_store##size(uintptr_t address) { access(address, size, true); }
ACCESS(1)
ACCESS(2)
ACCESS(4)
ACCESS(8)
ACCESS(16)

void __asan_loadN(uintptr_t address, size_t size) { access_slowly(address, size, false); }
void __asan_storeN(uintptr_t address, size_t size) { access_slowly(address, size, true); }

/// The number of elements before a `new[]` array. It isn't poisoned: on wasm32 it shares its granule with elements.
void __asan_poison_cxx_array_cookie(uintptr_t cookie) { (void)cookie; }

uintptr_t __asan_load_cxx_array_cookie(const uintptr_t *cookie) {
    check_read(cookie, sizeof *cookie);
    return *cookie;
}
