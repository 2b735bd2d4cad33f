// Fills the table of functions in an initialiser, so that the host finds no room in it.
asm(R"(
    .tabletype __indirect_function_table, funcref
    .section .text.grow_table,"",@
    .globl grow_table
    .type grow_table,@function
grow_table:
    .functype grow_table () -> (i32)
    ref.null_func
    i32.const 1
    table.grow __indirect_function_table
    end_function
)");
extern "C" int grow_table();

struct Filler {
    Filler() {
        while (grow_table() != -1) {
        }
    }
} filler;

long answer(long x) { return x + 1; }
