// Sets the stack pointer to a place of its choice.
asm(R"(
    .globaltype __stack_pointer, i32
    .section .text.set_stack,"",@
    .globl set_stack
    .type set_stack,@function
set_stack:
    .functype set_stack (i32) -> ()
    local.get 0
    global.set __stack_pointer
    end_function
)");
extern "C" void set_stack(unsigned);

long answer(long x) {
    set_stack(0xfffffff0u);
    long volatile kept[4] = {x};
    return kept[0] + 1;
}
