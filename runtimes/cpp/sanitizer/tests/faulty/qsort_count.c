// expect: stack-overflow
#include <stdlib.h>
static int compare(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }
int main(void) {
    int numbers[4] = {3, 1, 2, 0};
    qsort(numbers, 5, sizeof(int), compare);
    return numbers[0];
}
