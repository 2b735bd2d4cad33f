// The stack: large arrays, recursion that ends, and recursion that doesn't.
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

int deep(int n) { return n == 0 ? 0 : deep(n - 1) + 1; }

int deep_with_text(int n) {
    std::string text(20, 'x');
    return n == 0 ? 0 : deep_with_text(n - 1) + static_cast<int>(text.size() > 10);
}

struct Node {
    Node *next = nullptr;
    ~Node() { delete next; }
};

int endless(volatile int n) { return endless(n + 1) + n; }

int endless_large(volatile int n) {
    volatile char page[4096];
    page[n % 4096] = 1;
    return endless_large(n + 1) + page[0];
}

int huge_array() {
    volatile char huge[1 << 28];
    huge[0] = 1;
    return huge[0];
}

struct Both {
    Both *next;
    virtual int walk(int n) { return next->walk(n + 1) + 1; }
};

int main(int, char **argv) {
    std::string way = argv[1];
    if (way == "ends") {
        char large[1 << 20];
        std::memset(large, 1, sizeof large);
        std::vector<Node *> nodes{new Node};
        for (int i = 0; i < 5000; i++) nodes.push_back(new Node{nodes.back()});
        delete nodes.back();
        std::printf("%d %d %d\n", large[sizeof large - 1], deep(20000), deep_with_text(5000));
    }
    if (way == "endless") return endless(0);
    if (way == "large") return endless_large(0);
    if (way == "array") return huge_array();
    if (way == "virtual") {
        Both both;
        both.next = &both;
        return both.walk(0);
    }
}
