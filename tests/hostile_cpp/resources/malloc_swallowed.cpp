// Allocates all memory, gives nothing back, and goes on.
#include <cstdlib>

long answer(long x) {
    for (size_t size = 1 << 30; size; size /= 2)
        while (malloc(size)) {
        }
    return x + 1;
}
