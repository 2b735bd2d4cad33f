// Closes a brace that it did not open.
long answer(long x) { return x + 1; }
}
