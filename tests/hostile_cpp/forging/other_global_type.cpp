// Imports the stack pointer as a number of another type.
asm(R"(
    .globaltype pointer, f64
    .import_module pointer, env
    .import_name pointer, __stack_pointer
    .section .text.get_pointer,"",@
    .globl get_pointer
    .type get_pointer,@function
get_pointer:
    .functype get_pointer () -> ()
    global.get pointer
    drop
    end_function
)");

long answer(long x) { return x + 1; }
