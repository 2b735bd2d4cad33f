// A loop without an end.
long answer(long x) {
    for (volatile long i = 0;; i = i + 1) {
    }
}
