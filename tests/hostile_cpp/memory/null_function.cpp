// Calls a null pointer to a function.
long answer(long x) {
    long (*volatile function)(long) = nullptr;
    return function(x);
}
