// expect: float-cast
int main(int argc, char **) {
    double number = 1e20 * argc;
    return static_cast<int>(number) > 0;
}
