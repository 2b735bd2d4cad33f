// CompileError 2: '/etc/passwd' file not found
#include "/etc/passwd"
int answer(int x) { return x; }
