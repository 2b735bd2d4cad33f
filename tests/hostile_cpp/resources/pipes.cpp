// Opens pipes and socket pairs until there are none, then writes to one that nobody reads.
#include <sys/socket.h>
#include <unistd.h>

long answer(long x) {
    int both[2] = {-1, -1}, one[2];
    for (int i = 0; i < 100000 && pipe(one) == 0; ++i)
        both[1] = one[1];
    for (int i = 0; i < 100000 && socketpair(AF_UNIX, SOCK_STREAM, 0, one) == 0; ++i) {
    }
    char block[4096] = {};
    for (int i = 0; i < 100000 && write(both[1], block, sizeof block) > 0; ++i) {
    }
    return x + 1;
}
