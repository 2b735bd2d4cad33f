// expect: stack-overflow
#include <stdio.h>
int main(void) {
    short number;
    return sscanf("7", "%d", (int *)&number);
}
