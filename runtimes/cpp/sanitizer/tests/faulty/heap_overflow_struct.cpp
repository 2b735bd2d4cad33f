// expect: heap-overflow
#include <cstdlib>
struct Pair {
    int first, second;
};
int main() {
    auto *pair = static_cast<Pair *>(std::malloc(sizeof(int)));
    pair->second = 1;
    std::free(pair);
}
