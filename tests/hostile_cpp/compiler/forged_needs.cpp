// A second section that says how much memory and how many functions the module needs.
asm(R"(
    .section .custom_section.dylink.0,"",@
    .byte 1, 4, 0, 0, 0, 0
)");

long answer(long x) { return x + 1; }
