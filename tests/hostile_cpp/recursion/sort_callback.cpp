// Recurses through the comparison function of qsort.
#include <cstdlib>

static int compare(const void *a, const void *b) {
    int numbers[2] = {2, 1};
    qsort(numbers, 2, sizeof *numbers, compare);
    return *static_cast<const int *>(a) - *static_cast<const int *>(b);
}

long answer(long x) { return compare(&x, &x); }
