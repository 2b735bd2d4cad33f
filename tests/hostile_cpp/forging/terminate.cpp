// Ends the program in place of an answer by std::terminate().
#include <exception>

long answer(long x) {
    std::terminate();
    return x + 1;
}
