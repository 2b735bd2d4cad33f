// Templates without an end.
template <unsigned N, unsigned M> struct Deep {
    static constexpr long value = Deep<N - 1, M>::value + Deep<N - 1, M + 1>::value;
};
template <unsigned M> struct Deep<0, M> {
    static constexpr long value = 1;
};

long answer(long x) { return x + Deep<900, 0>::value; }
