// Replaces the functions of the C library that everything uses.
#include <cstddef>
#include <new>

extern "C" void *malloc(size_t) { return nullptr; }
extern "C" void free(void *) {}
extern "C" void *memcpy(void *to, const void *, size_t) { return to; }
extern "C" size_t strlen(const char *) { return 1 << 30; }
void *operator new(size_t) { throw std::bad_alloc(); }
void operator delete(void *) noexcept {}

long answer(long x) { return x + 1; }
