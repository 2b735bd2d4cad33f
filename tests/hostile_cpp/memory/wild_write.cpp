// Writes beyond the end of the memory.
long answer(long x) {
    *reinterpret_cast<volatile int *>(0xfffffff0u) = 7;
    return x + 1;
}
