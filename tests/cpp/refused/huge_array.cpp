// CompileError 2: array is too large
int huge[1 << 30];
int answer(int x) { return huge[x]; }
