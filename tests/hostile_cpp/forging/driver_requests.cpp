// Speaks to the host as the driver of another language does.
extern "C" __attribute__((weak)) int (*const dualgauge_observed_call)(unsigned, unsigned, unsigned, unsigned);

static int ask(const char *text, unsigned length) {
    unsigned answer = 0, size = 0;
    return dualgauge_observed_call(reinterpret_cast<unsigned>(text), length, reinterpret_cast<unsigned>(&answer),
                                   reinterpret_cast<unsigned>(&size));
}

long answer(long x) {
    ask("{\"op\":\"start\"}", 14);
    return x + 1;
}
