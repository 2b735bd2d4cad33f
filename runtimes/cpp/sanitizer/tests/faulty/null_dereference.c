// expect: null-dereference
#include <string.h>
int main(void) {
    const char *volatile text = 0;
    return (int)strlen(text);
}
