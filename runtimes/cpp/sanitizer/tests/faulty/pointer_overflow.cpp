// expect: pointer-overflow
int main(int argc, char **argv) {
    const char *text = argv[0];
    return text + (0xfffffff0u + static_cast<unsigned>(argc)) > text;
}
