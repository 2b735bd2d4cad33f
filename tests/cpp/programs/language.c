// C: what C99 and C11 brought, and what C++ doesn't have.
#include <complex.h>
#include <ctype.h>
#include <errno.h>
#include <float.h>
#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tgmath.h>
#include <time.h>
#include <wchar.h>

struct point {
    int x, y;
    const char *name;
};
struct text {
    size_t length;
    char bytes[];
};
union word {
    uint32_t whole;
    uint8_t bytes[4];
};
struct flags {
    unsigned read : 1, write : 1, level : 3;
};
enum { SMALL = 3, LARGE = SMALL * 100 };

_Static_assert(sizeof(union word) == 4, "a word has four bytes");
#define KIND(x) _Generic((x), int: "int", double: "double", char *: "text", default: "other")
#define COUNT(array) (sizeof(array) / sizeof *(array))
#define PRINT(...) printf(__VA_ARGS__)

static inline int sum(size_t n, const int numbers[static 1]) {
    int total = 0;
    for (size_t i = 0; i < n; i++) total += numbers[i];
    return total;
}

static int by_length(const void *a, const void *b) {
    return (int)strlen(*(const char **)a) - (int)strlen(*(const char **)b);
}

int old_style(a, b) int a, b; { return a - b; }

static int matrix(int rows, int columns, int cells[rows][columns]) {
    int total = 0;
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < columns; j++) total += cells[i][j];
    return total;
}

int main(int argc, char *argv[]) {
    struct point p = {.y = 2, .x = 1, .name = "p"}, *q = &(struct point){.name = "literal"};
    int sparse[10] = {[3] = 5, [7] = 9, 1};
    PRINT("%d %d %s %s %d %zu\n", p.x, p.y, p.name, q->name, sparse[8], COUNT(sparse));
    struct text *text = malloc(sizeof *text + 6);
    text->length = 5;
    memcpy(text->bytes, "hello", 6);
    printf("%.*s %s %s %s\n", (int)text->length, text->bytes, KIND(1), KIND(1.0), KIND("x"));
    free(text);
    int n = argc + 3;
    int variable[n][2];
    for (int i = 0; i < n; i++) variable[i][0] = variable[i][1] = i;
    printf("%zu %d %d\n", sizeof variable / sizeof(int), matrix(n, 2, variable), sum(3, (int[]){1, 2, 3}));
    union word word = {0x01020304};
    struct flags flags = {1, 0, 9};
    printf("%d %d %d %d\n", word.bytes[0], flags.read, flags.write, flags.level);
    double complex z = 3 + 4 * I;
    printf("%.1f %.1f %.3f %s\n", cabs(z), cimag(conj(z)), sqrt(2.0f), __func__);
    bool yes = 5;
    uint64_t large = UINT64_MAX;
    printf("%d %" PRIu64 " %" PRIx32 " %jd %zu\n", yes, large, UINT32_C(0xabcdef), (intmax_t)-1, alignof(max_align_t) / 8);
    const char *words[] = {"three", "a", "to"};
    qsort(words, 3, sizeof *words, by_length);
    printf("%s %s %s %d %d\n", words[0], words[1], words[2], old_style(5, 3), LARGE);
    goto out;
out:;
    char buffer[32], *end;
    int written = snprintf(buffer, 4, "%s", "truncated");
    long parsed = strtol("0x1Fz", &end, 0);
    printf("%d %s %ld %s %.2f\n", written, buffer, parsed, end, strtod("2.5e1", NULL));
    char list[] = "a,b;c", *rest = NULL;
    for (char *part = strtok_r(list, ",;", &rest); part; part = strtok_r(NULL, ",;", &rest)) printf("<%s>", part);
    printf(" %Lf %a %d %ls\n", 1.5L, 1.0, isnan(NAN) && isinf(INFINITY) && FLT_RADIX == 2, L"wide");
    switch (argc) {
    case 1 ... 5:
        printf("%s %d\n", argv[1], ({ int t = 2; t * 21; }));
    }
    fputs("error\n", stderr);
    return errno = 0, toupper('x') == 'X' ? 17 : 1;
}
