// Throws in the handler of an exception, again and again, so that all stay alive.
long down(long n) {
    try {
        throw n;
    } catch (long m) {
        return down(m + 1) + 1;
    }
}

long answer(long x) { return down(x); }
