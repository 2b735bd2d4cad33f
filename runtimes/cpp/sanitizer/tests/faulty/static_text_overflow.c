// expect: global-overflow
static char message[] = "short";
int main(int argc, char **argv) {
    const char *text = message;
    return text[6 + argc];
}
