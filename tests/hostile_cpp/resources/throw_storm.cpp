// Throws and catches for ever.
long answer(long x) {
    for (;;) {
        try {
            throw x;
        } catch (long) {
        }
    }
}
