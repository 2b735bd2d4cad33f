// expect: division-by-zero
int main(int argc, char **) { return 10 / (argc - 1); }
