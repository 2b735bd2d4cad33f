// Computes for ever while it is compiled.
constexpr long count(long n) {
    long sum = 0;
    for (long i = 0; i < n; ++i)
        for (long j = 0; j < 1000; ++j)
            sum += i ^ j;
    return sum;
}

template <long N> struct Step {
    static constexpr long value = count(900) + Step<N - 1>::value;
};
template <> struct Step<0> {
    static constexpr long value = 0;
};

long answer(long x) { return x + Step<1000>::value; }
