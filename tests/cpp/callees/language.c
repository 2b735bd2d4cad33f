// Functions in C.
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int calls;

int add(int a, int b) { return a + b; }
// add [2, 3] -> 5

char *joined(const char *a, const char *b) {
    char *text = malloc(strlen(a) + strlen(b) + 1);
    return strcat(strcpy(text, a), b);
}
// joined ["ab", "ü"] -> "abü"

const char *found(const char *text, char c) { return strchr(text, c); }
// found ["abc", "b"] -> "bc"
// found ["abc", "x"] -> null

int format(char *out, size_t size, double value) { return snprintf(out, size, "%.2f", value); }
// format [2.5] -> "2.50"

bool minmax(const int *all, size_t count, int *least, int *most) {
    if (count == 0) return false;
    *least = *most = all[0];
    for (size_t i = 1; i < count; i++) {
        if (all[i] < *least) *least = all[i];
        if (all[i] > *most) *most = all[i];
    }
    return true;
}
// minmax [[3, 1, 2]] -> [1, 3]
// minmax [[]] -> null

int counted(void) { return ++calls; }
// counted [] -> 1
// counted [] -> 2

int class(int template) { return template * 2; }
// class [4] -> 8
