// Has a local array that is larger than the whole memory.
long answer(long x) {
    volatile char frame[0x7fff0000];
    frame[0] = 1;
    return x + frame[0];
}
