// Ends in a backslash.
long answer(long x) { return x + 1; }

// \\
