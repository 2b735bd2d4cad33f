// expect: stack-overflow
#include <string.h>
int main(void) {
    char path[10] = "/var";
    strcat(path, "/log/messages");
    return path[0];
}
