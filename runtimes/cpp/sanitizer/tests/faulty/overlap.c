// expect: overlap
#include <string.h>
int main(int argc, char **argv) {
    char text[16] = "0123456789";
    memcpy(text + argc, text, 8);
    return text[0];
}
