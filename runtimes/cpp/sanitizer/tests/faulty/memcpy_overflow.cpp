// expect: heap-overflow
#include <cstring>
int main(int argc, char **) {
    char from[64] = "text";
    char *to = new char[16];
    std::memcpy(to, from, 16 + argc);
    delete[] to;
}
