// Frees a list of a million elements by recursive destructors.
#include <memory>

struct Node {
    std::unique_ptr<Node> next;
    char weight[8];
};

long answer(long x) {
    std::unique_ptr<Node> list;
    for (int i = 0; i < 1000000; ++i)
        list = std::make_unique<Node>(Node{std::move(list), {}});
    list.reset();
    return x + 1;
}
