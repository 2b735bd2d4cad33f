// CompileError -: than a candidate is given
#define A(x) x x x x x x x x x x
#define B(x) A(A(A(x)))
#define C(x) B(B(B(x)))
int answer(int x) { C(x++;) return x; }
