// expect: heap-overflow
#include <stdio.h>
#include <stdlib.h>
int main(void) {
    char *bytes = calloc(16, 1);
    fwrite(bytes, 1, 20, stdout);
    free(bytes);
    return 0;
}
