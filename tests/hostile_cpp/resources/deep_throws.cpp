// Throws from a depth of 50,000 calls, for ever.
long down(long n) {
    if (n == 0)
        throw n;
    return down(n - 1) + 1;
}

long answer(long x) {
    for (;;) {
        try {
            down(50000);
        } catch (long) {
        }
    }
}
