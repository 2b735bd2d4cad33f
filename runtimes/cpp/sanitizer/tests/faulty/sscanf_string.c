// expect: stack-overflow
#include <stdio.h>
int main(void) {
    char word[4];
    sscanf("overlong word", "%s", word);
    return word[0];
}
