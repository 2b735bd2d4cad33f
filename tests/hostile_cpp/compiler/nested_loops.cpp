// Two million loops in one another, each of which is dear to compile to machine code.
asm(R"(
    .section .text.large,"",@
    .globl large
    .type large,@function
large:
    .functype large (i32) -> (i32)
    .local i32
    .fill 2000000, 2, 0x4003
    .fill 2000000, 1, 0x0b
    local.get 0
    end_function
)");

long answer(long x) { return x + 1; }
