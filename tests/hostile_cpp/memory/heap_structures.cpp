// Overwrites what the allocator keeps beside its blocks.
#include <cstdlib>
#include <cstring>

long answer(long x) {
    for (int i = 0; i < 100; ++i) {
        char *block = static_cast<char *>(malloc(64));
        memset(block - 64, 0xff, 256);
        free(block);
    }
    return x + 1;
}
