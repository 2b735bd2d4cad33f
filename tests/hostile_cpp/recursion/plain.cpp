// Recurses without end.
long down(long n) { return down(n + 1) + 1; }

long answer(long x) { return down(x); }
