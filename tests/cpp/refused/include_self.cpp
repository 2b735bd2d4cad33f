// CompileError 2: #include nested too deeply
#include __FILE__
int answer(int x) { return x; }
