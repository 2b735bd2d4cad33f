// CompileError 3: redefinition of 'answer'
int answer(int x) { return x; }
int answer(int y) { return y; }
