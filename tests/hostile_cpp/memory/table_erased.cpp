// Erases all functions from the table.
asm(R"(
    .tabletype __indirect_function_table, funcref
    .section .text.erase_table,"",@
    .globl erase_table
    .type erase_table,@function
erase_table:
    .functype erase_table () -> ()
    i32.const 0
    ref.null_func
    table.size __indirect_function_table
    table.fill __indirect_function_table
    end_function
)");
extern "C" void erase_table();

long answer(long x) {
    erase_table();
    return x + 1;
}
