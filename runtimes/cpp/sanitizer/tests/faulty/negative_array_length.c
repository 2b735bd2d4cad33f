// expect: negative-vla
int main(int argc, char **argv) {
    int length = argc - 2;
    char text[length];
    return sizeof text > 5;
}
