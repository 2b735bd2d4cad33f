// expect: stack-overflow
#include <string.h>
int main(void) {
    char name[8];
    const char *from = "a name that is too long";
    strncpy(name, from, strlen(from));
    return name[0];
}
