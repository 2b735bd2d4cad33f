// expect: mismatched-free
#include <cstdlib>
int main() {
    int *volatile number = new int(1);
    std::free(number);
}
