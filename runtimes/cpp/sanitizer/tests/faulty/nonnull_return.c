// expect: nonnull
__attribute__((returns_nonnull)) static const char *find(int number) { return number > 5 ? "a" : 0; }
int main(int argc, char **argv) { return find(argc) != 0; }
