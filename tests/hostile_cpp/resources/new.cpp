// Allocates until there is nothing left.
long answer(long x) {
    for (;;)
        new char[1 << 20]();
}
