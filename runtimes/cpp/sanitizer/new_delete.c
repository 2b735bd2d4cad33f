/// C++'s operators new and delete, so that their blocks can't be freed by another function unnoticed. The names are
/// those that the Itanium ABI gives the operators. Weak: a candidate may replace them.
#include "allocator.h"

#define OPERATOR __attribute__((weak))

typedef void (*new_handler)(void);
new_handler _ZSt15get_new_handlerv(void);
_Noreturn void _ZSt17__throw_bad_allocv(void);

static void *allocate_or_null(size_t size, size_t alignment, enum origin origin) {
    for (;;) {
        void *memory = allocate(size, alignment, origin);
        if (memory) return memory;
        new_handler handler = _ZSt15get_new_handlerv();
        if (!handler) return NULL;
        handler();
    }
}

static void *allocate_or_throw(size_t size, size_t alignment, enum origin origin) {
    void *memory = allocate_or_null(size, alignment, origin);
    if (!memory) _ZSt17__throw_bad_allocv();
    return memory;
}

#define NEW(name, origin)                                                                                              \
    OPERATOR void *name##m(size_t size) { return allocate_or_throw(size, 0, origin); }                                 \
    OPERATOR void *name##mSt11align_val_t(size_t size, size_t alignment) {                                             \
        return allocate_or_throw(size, alignment, origin);                                                             \
    }                                                                                                                  \
    OPERATOR void *name##mRKSt9nothrow_t(size_t size, const void *nothrow) {                                           \
        (void)nothrow;                                                                                                 \
        return allocate_or_null(size, 0, origin);                                                                      \
    }                                                                                                                  \
    OPERATOR void *name##mSt11align_val_tRKSt9nothrow_t(size_t size, size_t alignment, const void *nothrow) {          \
        (void)nothrow;                                                                                                 \
        return allocate_or_null(size, alignment, origin);                                                              \
    }
NEW(_Znw, ORIGIN_NEW)
NEW(_Zna, ORIGIN_NEW_ARRAY)

#define DELETE(name, origin)                                                                                           \
    OPERATOR void name(void *memory) { release(memory, origin); }                                                      \
    OPERATOR void name##m(void *memory, size_t size) { release_sized(memory, size, origin); }                          \
    OPERATOR void name##St11align_val_t(void *memory, size_t alignment) {                                              \
        (void)alignment;                                                                                               \
        release(memory, origin);                                                                                       \
    }                                                                                                                  \
    OPERATOR void name##mSt11align_val_t(void *memory, size_t size, size_t alignment) {                                \
        (void)alignment;                                                                                               \
        release_sized(memory, size, origin);                                                                           \
    }                                                                                                                  \
    OPERATOR void name##RKSt9nothrow_t(void *memory, const void *nothrow) {                                            \
        (void)nothrow;                                                                                                 \
        release(memory, origin);                                                                                       \
    }                                                                                                                  \
    OPERATOR void name##St11align_val_tRKSt9nothrow_t(void *memory, size_t alignment, const void *nothrow) {           \
        (void)alignment;                                                                                               \
        (void)nothrow;                                                                                                 \
        release(memory, origin);                                                                                       \
    }
DELETE(_ZdlPv, ORIGIN_NEW)
DELETE(_ZdaPv, ORIGIN_NEW_ARRAY)
