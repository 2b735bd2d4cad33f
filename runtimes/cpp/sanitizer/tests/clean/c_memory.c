// expect: clean
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
int main(void) {
    void *aligned;
    int *numbers = calloc(10, sizeof *numbers);
    for (int i = 0; i < 500; i++) {
        numbers = realloc(numbers, (size_t)(i + 1) * sizeof *numbers);
        numbers[i] = i;
    }
    void *none = malloc(0), *moved = realloc(NULL, 10), *page = aligned_alloc(4096, 8192);
    if (posix_memalign(&aligned, 64, 100)) return 1;
    memset(aligned, 1, 100);
    printf("%d %d %d %zu\n", numbers[499], (int)((uintptr_t)aligned % 64), (int)((uintptr_t)page % 4096), malloc_usable_size(moved));
    printf("%p\n", malloc(SIZE_MAX / 2));
    free(none), free(moved), free(page), free(aligned), free(numbers), free(NULL);
    for (int i = 0; i < 20000; i++) free(malloc((size_t)i));
    for (int i = 0; i < 100; i++) free(malloc(1 << 20));
    return 0;
}
