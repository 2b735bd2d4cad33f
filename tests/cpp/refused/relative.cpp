// CompileError 2: file not found
#include "../../../../../../etc/passwd"
int answer(int x) { return x; }
