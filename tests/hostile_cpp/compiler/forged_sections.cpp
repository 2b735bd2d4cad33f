// Sections that say other things of the module than are true, and such as are malformed.
asm(R"(
    .section .custom_section.dylink.0,"",@
    .byte 1, 4, 0, 0, 0, 0
    .section .custom_section.name,"",@
    .byte 255, 255, 255, 255, 255
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
