// expect: stack-overflow
#include <stdio.h>
#include <string.h>
int main(void) {
    char name[8];
    memcpy(name, "eight ch", sizeof name);
    printf("%s\n", name);
    return 0;
}
