// expect: hardening
#include <vector>
int main(int argc, char **) {
    std::vector<int> numbers(3);
    return numbers[2 + argc];
}
