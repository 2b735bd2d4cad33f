// CompileError 3: written by the candidate
#if !defined(_WIN32)
#error written by the candidate
#endif
int answer(int x) { return x; }
