// CompileError 4: invalid instruction
int answer(int x) {
    int result;
    asm("movl %1, %0" : "=r"(result) : "r"(x));
    return result;
}
