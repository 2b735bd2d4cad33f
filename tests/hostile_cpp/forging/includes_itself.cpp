// Includes itself.
long answer(long x) { return x + 1; }

#include __FILE__
