// Jumps into a function that has returned.
#include <csetjmp>

static jmp_buf place;

__attribute__((noinline)) static int mark() { return setjmp(place); }

long answer(long x) {
    if (mark() == 0)
        longjmp(place, 1);
    return x + 1;
}
