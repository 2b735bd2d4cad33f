// expect: stack-overflow
#include <stdio.h>
int main(int argc, char **argv) {
    char line[8];
    sprintf(line, "user %d of %s", argc, "everyone");
    return line[0];
}
