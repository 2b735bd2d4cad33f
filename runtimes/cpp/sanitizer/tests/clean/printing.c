// expect: clean
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <wchar.h>
int main(void) {
    char small[8], exact[6], unterminated[3] = {'a', 'b', 'c'};
    int count = 0;
    snprintf(small, sizeof small, "%s", "cut off because it is long");
    sprintf(exact, "%05d", 12345);
    printf("%.3s|%-8s|%8.2f|%+d|%x|%lld|%zu|%c|%%|%p\n", unterminated, small, 3.14159, 5, 255u, LLONG_MAX, sizeof small, 'c', (void *)0);
    printf("%*.*f %hhd %hd %ld %jd %e %n%s\n", 10, 3, 2.5, 1, 2, 3L, (intmax_t)4, 1e10, &count, exact);
    printf("%2$d %1$s\n", "positions", 7);
    fprintf(stderr, "%ls %d\n", L"wide", count);
    snprintf(NULL, 0, "%s", "measured");
    puts("");
    return 0;
}
