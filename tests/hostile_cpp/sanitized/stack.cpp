// Recurses without end in the sanitized build, where the stack lies above the shadow.
long down(long n) {
    volatile char frame[100];
    frame[n % 100] = static_cast<char>(n);
    return down(n + 1) + frame[0];
}

long answer(long x) { return down(x); }
