// expect: invalid-builtin
int main(int argc, char **argv) { return __builtin_ctz((unsigned)argc - 1); }
