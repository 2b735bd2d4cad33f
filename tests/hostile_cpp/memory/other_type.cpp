// Calls a function as one of another type.
#include <cmath>

long answer(long x) {
    double (*volatile given)(double, double) = std::pow;
    return reinterpret_cast<long (*)(long)>(given)(x);
}
