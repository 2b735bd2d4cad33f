// CompileError -: out of memory
int large[1 << 29];
int answer(int x) { return large[x]; }
