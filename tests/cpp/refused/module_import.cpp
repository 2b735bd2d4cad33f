// CompileError 2: not found
import std;
int answer(int x) { return x; }
