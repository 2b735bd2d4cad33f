// Ends in a string that is never closed.
long answer(long x) { return x + 1; }

const char *text = R"x(
