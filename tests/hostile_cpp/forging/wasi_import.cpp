// Imports a function of WASI past the C library.
__attribute__((import_module("wasi_snapshot_preview1"), import_name("proc_exit"))) void leave(int);

long answer(long x) {
    leave(0);
    return x + 1;
}
