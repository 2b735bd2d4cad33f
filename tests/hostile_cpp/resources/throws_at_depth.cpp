// Throws and catches below 50,000 calls, for ever: each exception asks for its place.
long down(long n) {
    while (n == 0) {
        try {
            throw n;
        } catch (long) {
        }
    }
    return down(n - 1) + 1;
}

long answer(long x) { return down(50000); }
