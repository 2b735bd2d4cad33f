// Debugging information that is malformed.
asm(R"(
    .section .debug_info,"",@
    .int32 0x7fffffff
    .int32 0x7fffffff
    .section .debug_line,"",@
    .int32 0xffffffff
    .int32 0xfffffff0
    .int32 0xffffffff
    .int32 0x7fffffff
)");
long answer(long x) {
    throw x;
}
