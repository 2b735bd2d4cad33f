// Instructions that leave machine code for the engine, by the hundred thousand.
asm(R"(
    .section .text.large,"",@
    .globl large
    .type large,@function
large:
    .functype large (i32) -> (i32)
    .local i32
    .rept 300000
    .int32 0x00200020
    .int32 0x0bfc0020
    .int8 0
    .endr
    local.get 0
    end_function
)");

long answer(long x) { return x + 1; }
