// CompileError 2: too large
char huge[1ull << 40];
int answer(int x) { return huge[x]; }
