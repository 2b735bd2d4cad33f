// Recurses in a function that uses no memory: only the stack of the host grows.
asm(R"(
    .section .text.sink,"",@
    .globl sink
    .type sink,@function
sink:
    .functype sink (i32) -> (i32)
    local.get 0
    i32.const 1
    i32.add
    call sink
    i32.const 1
    i32.add
    end_function
)");
extern "C" long sink(long);

long answer(long x) { return sink(x); }
