// Calls everything in the table that has the type of the function that observed functions tell the host by.
asm(R"(
    .tabletype __indirect_function_table, funcref
    .section .text.table_size,"",@
    .globl table_size
    .type table_size,@function
table_size:
    .functype table_size () -> (i32)
    table.size __indirect_function_table
    end_function
)");
extern "C" unsigned table_size();

#include <csetjmp>

long answer(long x) {
    // What isn't of this type traps: the scan ends at the first, wherever it starts.
    for (unsigned at = table_size(); at-- > 1;)
        reinterpret_cast<int (*)(unsigned, unsigned, unsigned, unsigned)>(at)(0xf0000700u, 0, 0, 0);
    return x + 1;
}
