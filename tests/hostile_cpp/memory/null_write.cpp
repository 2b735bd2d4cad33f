// Writes through a null pointer: there is memory at 0 in WebAssembly, the lowest part of the stack.
long answer(long x) {
    int *volatile nothing = nullptr;
    *nothing = 7;
    return x + 1;
}
