// expect: deep-recursion
#include <alloca.h>
int main(int argc, char **argv) {
    char *text = alloca(100000000 * argc);
    text[0] = 1;
    return text[0];
}
