// Ends the program in place of an answer by abort().
#include <cstdlib>

long answer(long x) {
    std::abort();
    return x + 1;
}
