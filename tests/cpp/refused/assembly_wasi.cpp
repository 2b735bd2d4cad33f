// LinkError -: wasi_snapshot_preview1
extern "C" int forged(int);
asm(".functype forged (i32) -> (i32)\n"
    ".import_module forged, wasi_snapshot_preview1\n"
    ".import_name forged, fd_close\n");
int answer(int x) { return forged(x); }
