// expect: heap-overflow
#include <cstdlib>
int main(int argc, char **) {
    int *numbers = static_cast<int *>(std::calloc(10, sizeof(int)));
    int value = numbers[9 + argc];
    std::free(numbers);
    return value;
}
