// Enlists a target of its own making that writes any result: what it could return as well.
#include <string>

long answer(long x) { return x + 1; }

struct Writer {
    template <class T> operator T() const { return T(); }
};

extern "C" void dualgauge_call(unsigned, const char *, decltype(sizeof 0));
struct Forger {
    Forger() { dualgauge_call(7, "[[[[[[[[[[[[[[[[", 16); }
} forger;
