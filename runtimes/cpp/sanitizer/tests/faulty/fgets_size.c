// expect: stack-overflow
#include <stdio.h>
int main(void) {
    char line[8];
    FILE *file = fopen("/tmp/lines", "w+");
    fputs("a line of some length\n", file);
    rewind(file);
    return fgets(line, 64, file) == NULL;
}
