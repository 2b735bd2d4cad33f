// expect: heap-overflow
#include <stdio.h>
#include <stdlib.h>
int main(void) {
    FILE *file = fopen("/tmp/bytes", "w+");
    for (int i = 0; i < 100; i++) fputc(i, file);
    rewind(file);
    char *bytes = malloc(50);
    size_t got = fread(bytes, 1, 100, file);
    free(bytes);
    return (int)got;
}
