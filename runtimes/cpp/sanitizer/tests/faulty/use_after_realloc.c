// expect: use-after-free
#include <stdlib.h>
int main(void) {
    char *text = malloc(8), *old = text;
    text = realloc(text, 16);
    old[0] = 'x';
    free(text);
    return 0;
}
