// Formats a number two thousand million characters wide.
#include <cstdio>

long answer(long x) {
    char text[16];
    for (;;)
        snprintf(text, sizeof text, "%2147483000d", 1);
}
