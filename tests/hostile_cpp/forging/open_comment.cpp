// Ends in a comment that is never closed.
long answer(long x) { return x + 1; }

/* and then
