// Ends the program in place of an answer by quick_exit(3).
#include <cstdlib>

long answer(long x) {
    quick_exit(3);
    return x + 1;
}
