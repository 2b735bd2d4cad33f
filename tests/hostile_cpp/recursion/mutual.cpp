// Two functions that call each other through std::function.
#include <functional>

std::function<long(long)> first, second;

long answer(long x) {
    first = [](long n) { return second(n + 1) + 1; };
    second = [](long n) { return first(n + 1) + 1; };
    return first(x);
}
