// CompileError -: than a candidate is given
template <int N, class... Ts>
struct Tree {
    using left = typename Tree<N - 1, Ts..., int>::left;
    using right = typename Tree<N - 1, Ts..., char>::right;
};
template <class... Ts>
struct Tree<0, Ts...> {
    using left = int;
    using right = char;
};
int answer(int x) { return x + sizeof(Tree<30>::left); }
