#include "intercept.h"

static void check_copy(void *to, const void *from, size_t size) {
    check_read(from, size);
    check_write(to, size);
}

void *__asan_memcpy(void *to, const void *from, size_t size) {
    check_copy(to, from, size);
    check_apart(to, from, size);
    return __builtin_memcpy(to, from, size);
}

void *__asan_memmove(void *to, const void *from, size_t size) {
    check_copy(to, from, size);
    return __builtin_memmove(to, from, size);
}

void *__asan_memset(void *to, int value, size_t size) {
    check_write(to, size);
    return __builtin_memset(to, value, size);
}

void *__wrap_memcpy(void *to, const void *from, size_t size) { return __asan_memcpy(to, from, size); }
void *__wrap_memmove(void *to, const void *from, size_t size) { return __asan_memmove(to, from, size); }
void *__wrap_memset(void *to, int value, size_t size) { return __asan_memset(to, value, size); }
void *__wrap_mempcpy(void *to, const void *from, size_t size) { return (char *)__asan_memcpy(to, from, size) + size; }

INTERCEPT(int, memcmp, const void *a, const void *b, size_t size) {
    check_read(a, size);
    check_read(b, size);
    return __real_memcmp(a, b, size);
}

INTERCEPT(int, bcmp, const void *a, const void *b, size_t size) {
    check_read(a, size);
    check_read(b, size);
    return __real_bcmp(a, b, size);
}

/// `memchr` looks no further than the byte it finds, and so may be given more than the memory there is.
INTERCEPT(void *, memchr, const void *memory, int value, size_t size) {
    size_t readable = accessible((uintptr_t)memory, size);
    void *found = __real_memchr(memory, value, readable);
    if (!found) check_read(memory, size);
    return found;
}

INTERCEPT(void *, memrchr, const void *memory, int value, size_t size) {
    check_read(memory, size);
    return __real_memrchr(memory, value, size);
}

INTERCEPT(void *, memccpy, void *to, const void *from, int last, size_t size) {
    size_t readable = accessible((uintptr_t)from, size);
    const char *found = __real_memchr(from, last, readable);
    size_t copied = found ? (size_t)(found + 1 - (const char *)from) : size;
    check_copy(to, from, copied);
    return __real_memccpy(to, from, last, size);
}

INTERCEPT(void *, memmem, const void *memory, size_t size, const void *part, size_t part_size) {
    check_read(memory, size);
    check_read(part, part_size);
    return __real_memmem(memory, size, part, part_size);
}

typedef int (*comparison)(const void *, const void *);
typedef int (*comparison_with)(const void *, const void *, void *);

/// An array of `count` elements; a size that overflows can't be in memory.
static void check_array(void *array, size_t count, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) bytes = SIZE_MAX;
    check_write(array, bytes);
}

INTERCEPT(void, qsort, void *array, size_t count, size_t size, comparison compare) {
    check_array(array, count, size);
    __real_qsort(array, count, size, compare);
}

INTERCEPT(void, qsort_r, void *array, size_t count, size_t size, comparison_with compare, void *context) {
    check_array(array, count, size);
    __real_qsort_r(array, count, size, compare, context);
}

INTERCEPT(void *, bsearch, const void *key, const void *array, size_t count, size_t size, comparison compare) {
    check_array((void *)array, count, size);
    return __real_bsearch(key, array, count, size, compare);
}
