// expect: wild-access
int main(int argc, char **) {
    char *pointer;
    if (argc > 5) pointer = new char;
    *pointer = 1;
}
