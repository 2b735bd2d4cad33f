// expect: invalid-bool
int main(int argc, char **) {
    bool flag;
    if (argc > 5) flag = true;
    return flag ? 1 : 2;
}
