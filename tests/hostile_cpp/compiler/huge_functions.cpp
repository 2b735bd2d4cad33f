// A hundred functions of 400 KB each.
asm(R"(
    .macro one
    .section .text.large\@,"",@
    .globl large\@
    .type large\@,@function
large\@:
    .functype large\@ (i32) -> (i32)
    .local i32
    .fill 100000, 4, 0x1a002001
    local.get 0
    end_function
    .endm
    .rept 100
    one
    .endr
)");

long answer(long x) { return x + 1; }
