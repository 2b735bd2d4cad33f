// expect: stack-overflow
#include <wchar.h>
int main(void) {
    wchar_t name[4];
    wcscpy(name, L"wide text");
    return (int)name[0];
}
