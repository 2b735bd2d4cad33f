// Turns the sanitizer off for the function with the fault.
__attribute__((no_sanitize("all"))) static void fault(volatile char *block) { block[4] = 1; }

long answer(long x) {
    char *block = new char[4];
    fault(block);
    delete[] block;
    return x + 1;
}
