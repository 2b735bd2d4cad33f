// Asks the engine for memory without an allocator, for ever.
long answer(long x) {
    for (;;)
        __builtin_wasm_memory_grow(0, 1);
}
