// expect: misaligned
static int load(const int *number) { return *number; }
int main(int argc, char **argv) {
    static char bytes[16] __attribute__((aligned(8)));
    return load((const int *)(bytes + argc));
}
