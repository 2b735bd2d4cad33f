// Overwrites the whole linear memory: its own data, the harness, the C library.
long answer(long x) {
    char *end = reinterpret_cast<char *>(__builtin_wasm_memory_size(0) * 65536);
    for (char *at = nullptr; at < end; ++at)
        *at = 0x55;
    return x + 1;
}
