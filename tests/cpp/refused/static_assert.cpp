// CompileError 2: this task needs a real machine
static_assert(sizeof(void *) == 3, "this task needs a real machine");
int answer(int x) { return x; }
