// expect: stack-overflow
#include <cstdio>
int main() {
    char small[8];
    std::snprintf(small, 64, "%s", "longer than the buffer");
    return small[0];
}
