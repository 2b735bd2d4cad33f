// LinkError -: dualgauge
extern "C" void forged(const char *, unsigned long);
asm(".functype forged (i32, i32) -> ()\n"
    ".import_module forged, dualgauge\n"
    ".import_name forged, returned\n");
int answer(int x) {
    forged("42", 2);
    return x;
}
