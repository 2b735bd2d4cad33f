// CompileError 5: recursive template instantiation exceeded maximum depth
template <int N>
struct Endless {
    // Each needs the next.
    static constexpr int value = Endless<N + 1>::value;
};
int answer(int x) { return x + Endless<0>::value; }
