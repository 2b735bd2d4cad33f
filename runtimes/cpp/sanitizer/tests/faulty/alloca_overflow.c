// expect: stack-overflow
#include <alloca.h>
int main(int argc, char **argv) {
    char *text = alloca(10 + argc);
    text[10 + argc] = 'x';
    return 0;
}
