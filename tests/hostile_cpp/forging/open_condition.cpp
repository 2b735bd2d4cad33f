// Ends in a part that the preprocessor leaves out.
long answer(long x) { return x + 1; }

#if 0
