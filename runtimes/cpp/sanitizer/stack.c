/// The poisoning of stack frames, which clang's instrumentation asks for, and the bounds of the stack.
///
/// The stack lies right above the shadow and grows down towards it. Every frame that has arrays marks its left redzone
/// first, at its lowest address: there the remaining space is checked. Frames of scalars alone are small against what
/// the engine's own stack holds for them, so the engine's limit ends such a recursion.
#include "report.h"
#include "shadow.h"

/// What is left to frames that aren't instrumented, such as the library's.
#define RESERVE 0x40000u
#define ALLOCA_REDZONE 32u

extern unsigned char __stack_high;

static void check_depth(uintptr_t lowest) {
    bool inside = lowest >= SHADOW_END + RESERVE && lowest < (uintptr_t)&__stack_high;
    if (!inside) report_fault("deep-recursion", lowest, 0, true, NULL);
}

#define SET_SHADOW(value)                                                                                              \
    void __asan_set_shadow_##value(uintptr_t shadow, size_t size) {                                                    \
        if (0x##value == MARK_STACK_LEFT) check_depth(shadow << 3);                                                    \
        __builtin_memset((void *)shadow, 0x##value, size);                                                             \
    }
SET_SHADOW(00)
SET_SHADOW(01)
SET_SHADOW(02)
SET_SHADOW(03)
SET_SHADOW(04)
SET_SHADOW(05)
SET_SHADOW(06)
SET_SHADOW(07)
SET_SHADOW(f1)
SET_SHADOW(f2)
SET_SHADOW(f3)
SET_SHADOW(f5)
SET_SHADOW(f8)

void __asan_poison_stack_memory(uintptr_t begin, size_t size) { poison(begin, round_down(size, GRANULE), MARK_SCOPE); }
void __asan_unpoison_stack_memory(uintptr_t begin, size_t size) { unpoison(begin, size); }

/// Marks the redzones that clang left around an `alloca` or a variable-length array.
void __asan_alloca_poison(uintptr_t begin, size_t size) {
    check_depth(begin - ALLOCA_REDZONE);
    uintptr_t end = round_up(begin + size, ALLOCA_REDZONE) + ALLOCA_REDZONE;
    poison(begin - ALLOCA_REDZONE, ALLOCA_REDZONE, MARK_ALLOCA_LEFT);
    unpoison(begin, size);
    uintptr_t right = round_up(begin + size, GRANULE);
    poison(right, end - right, MARK_ALLOCA_RIGHT);
}

void __asan_allocas_unpoison(uintptr_t top, uintptr_t bottom) {
    if (top != 0 && top < bottom) unpoison(top, bottom - top);
}

/// Forgets all marks of the stack above the caller, before control leaves its frames without their epilogues.
void __asan_handle_no_return(void) {
    uintptr_t here = round_down((uintptr_t)__builtin_frame_address(0), GRANULE);
    uintptr_t high = (uintptr_t)&__stack_high;
    if (here < high) unpoison(here, high - here);
}

/// Exceptions thrown by functions that aren't instrumented unwind instrumented frames too.
int __real__Unwind_RaiseException(void *exception);
int __wrap__Unwind_RaiseException(void *exception) {
    __asan_handle_no_return();
    return __real__Unwind_RaiseException(exception);
}
