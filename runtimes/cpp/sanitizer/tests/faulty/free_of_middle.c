// expect: invalid-free
#include <stdlib.h>
int main(void) {
    char *text = malloc(64);
    free(text + 16);
    return 0;
}
