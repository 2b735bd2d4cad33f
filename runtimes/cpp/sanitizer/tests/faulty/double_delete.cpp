// expect: double-free
#include <memory>
int main() {
    int *number = new int(1);
    std::unique_ptr<int> first(number), second(number);
}
