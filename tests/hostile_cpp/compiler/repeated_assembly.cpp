// An assembler that repeats for ever.
asm(".rept 2000000000\n.rept 2000000000\n.endr\n.endr");

long answer(long x) { return x + 1; }
