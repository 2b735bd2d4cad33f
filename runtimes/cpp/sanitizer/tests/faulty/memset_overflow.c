// expect: heap-overflow
#include <stdlib.h>
#include <string.h>
int main(void) {
    int *numbers = malloc(8 * sizeof(int));
    memset(numbers, 0, 9 * sizeof(int));
    free(numbers);
    return 0;
}
