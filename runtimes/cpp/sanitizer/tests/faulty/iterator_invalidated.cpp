// expect: use-after-free
#include <vector>
int main() {
    std::vector<int> numbers{1, 2, 3};
    int &first = numbers.front();
    for (int i = 0; i < 100; i++) numbers.push_back(i);
    return first;
}
