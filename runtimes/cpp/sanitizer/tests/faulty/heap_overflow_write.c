// expect: heap-overflow
#include <stdlib.h>
int main(int argc, char **argv) {
    char *text = malloc(13);
    text[12 + argc] = 'x';
    free(text);
    return 0;
}
