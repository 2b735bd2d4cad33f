// expect: container-overflow
#include <vector>
int main() {
    std::vector<int> numbers;
    numbers.reserve(8);
    numbers.push_back(1);
    return numbers.data()[4];
}
