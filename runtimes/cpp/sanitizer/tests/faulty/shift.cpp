// expect: shift
int main(int argc, char **) { return (1 << (31 + argc)) & 1; }
