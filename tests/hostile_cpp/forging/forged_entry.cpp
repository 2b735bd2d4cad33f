// Puts another function into the place of its entry by the macro of the harness.
#undef DUALGAUGE_NAMED
#define DUALGAUGE_NAMED(number, line) static auto other##line = ::dualgauge::entry<void>(number, "x", DUALGAUGE_PROBE(other), DUALGAUGE_CALL(other)); static auto dualgauge_##line
long other(long x) { return 41; }

long answer(long x) { return x + 1; }
