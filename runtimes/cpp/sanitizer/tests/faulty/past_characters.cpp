// expect: container-overflow
#include <vector>
int main() {
    std::vector<char> letters;
    letters.reserve(12);
    letters.resize(5);
    return letters.data()[6];
}
