// expect: heap-overflow
#include <stdlib.h>
#include <string.h>
int main(void) {
    char *digits = malloc(8);
    memcpy(digits, "12345678", 8);
    int number = atoi(digits);
    free(digits);
    return number;
}
