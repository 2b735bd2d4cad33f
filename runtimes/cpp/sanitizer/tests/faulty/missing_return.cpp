// expect: missing-return
int sign(int number) {
    if (number > 5) return 1;
}
int main(int argc, char **) { return sign(argc); }
