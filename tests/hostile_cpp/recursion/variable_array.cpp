// Takes more and more of the stack with alloca, to go round below zero.
#include <alloca.h>
#include <cstring>

long answer(long x) {
    for (;;)
        memset(alloca(100000), 1, 100000);
}
