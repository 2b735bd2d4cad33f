// CompileError 7: initializing 'int' with an expression of incompatible type
#include <string.h>
int answer(int x) {
    struct text {
        int length;
    } text = {1};
    int number = text;
    return number + x;
}
