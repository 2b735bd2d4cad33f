// expect: wild-access
#include <stdio.h>
int main(void) {
    printf("%s\n", (const char *)0x7fff0000);
    return 0;
}
