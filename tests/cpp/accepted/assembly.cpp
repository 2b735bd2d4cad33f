// Instructions of this machine.
int answer(int x) {
    int result;
    asm("local.get %1\n i32.const 1\n i32.add\n local.set %0" : "=r"(result) : "r"(x));
    return result;
}
