// A destructor throws while an exception unwinds.
struct Trap {
    ~Trap() noexcept(false) { throw 2; }
};

long answer(long x) {
    try {
        Trap trap;
        throw 1;
    } catch (int) {
    }
    return x + 1;
}
