// expect: heap-overflow
#include <stdlib.h>
#include <string.h>
int main(void) {
    void *(*volatile copy)(void *, const void *, size_t) = memcpy;
    char from[32] = "text", *to = malloc(8);
    copy(to, from, sizeof from);
    free(to);
    return 0;
}
