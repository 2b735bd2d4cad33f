// Defines the functions that initialise a module.
asm(R"(
    .section .text.ctors,"",@
    .globl __wasm_apply_data_relocs
    .type __wasm_apply_data_relocs,@function
__wasm_apply_data_relocs:
    .functype __wasm_apply_data_relocs () -> ()
    unreachable
    end_function
)");

long answer(long x) { return x + 1; }
