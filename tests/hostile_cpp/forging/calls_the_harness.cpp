// Calls itself by the function that the host calls, and so answers before its own answer.
extern "C" void dualgauge_call(unsigned entry, const char *json, decltype(sizeof 0) length);

long answer(long x) {
    static bool within = false;
    if (!within) {
        within = true;
        dualgauge_call(0, "[41]", 4);
    }
    return x + 1;
}
