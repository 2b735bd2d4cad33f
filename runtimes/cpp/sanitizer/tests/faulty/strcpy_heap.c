// expect: heap-overflow
#include <stdlib.h>
#include <string.h>
int main(void) {
    char *copy = malloc(5);
    strcpy(copy, "hello");
    free(copy);
    return 0;
}
