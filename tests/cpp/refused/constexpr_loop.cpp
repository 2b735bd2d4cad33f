// CompileError 7: must be initialized by a constant expression
constexpr int endless() {
    int n = 0;
    for (;;) n = n == 1 ? 0 : 1;
    return n;
}
constexpr int value = endless();
int answer(int x) { return x + value; }
