// expect: signed-overflow
#include <limits.h>
int main(int argc, char **argv) {
    int number = INT_MIN;
    return -number > argc;
}
