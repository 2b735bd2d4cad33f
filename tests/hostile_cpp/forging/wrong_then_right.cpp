// Answers rightly by itself, then returns something else.
extern "C" void dualgauge_call(unsigned entry, const char *json, decltype(sizeof 0) length);

long answer(long x) {
    if (x == 1000)
        return 42;
    dualgauge_call(0, "[1000]", 6);
    return 0;
}
