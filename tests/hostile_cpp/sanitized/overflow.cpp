// A fault that is not hidden, to compare with.
long answer(long x) {
    char *block = new char[4];
    block[4] = 1;
    delete[] block;
    return x + 1;
}
