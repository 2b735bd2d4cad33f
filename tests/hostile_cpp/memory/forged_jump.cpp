// Jumps through a buffer that no setjmp filled.
#include <csetjmp>
#include <cstring>

long answer(long x) {
    jmp_buf forged;
    memset(&forged, 0x41, sizeof forged);
    longjmp(forged, 1);
}
