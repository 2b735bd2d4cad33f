// CompileError 2: '/proc/self/status' file not found
#include </proc/self/status>
int answer(int x) { return x; }
