// expect: invalid-free
#include <stdlib.h>
int main(void) {
    char text[32];
    char *volatile pointer = text;
    free(pointer);
    return 0;
}
