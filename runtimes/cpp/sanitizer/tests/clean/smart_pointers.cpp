// expect: clean
#include <iostream>
#include <memory>
#include <vector>
struct Shape {
    virtual ~Shape() = default;
    virtual double area() const = 0;
};
struct Square : Shape {
    double side;
    explicit Square(double side) : side(side) {}
    double area() const override { return side * side; }
};
struct alignas(64) Wide {
    char bytes[100];
};
struct Node {
    std::shared_ptr<Node> next;
    std::weak_ptr<Node> previous;
};
int main() {
    std::vector<std::unique_ptr<Shape>> shapes;
    for (int i = 0; i < 10; i++) shapes.push_back(std::make_unique<Square>(i));
    auto first = std::make_shared<Node>();
    first->next = std::make_shared<Node>();
    first->next->previous = first;
    auto array = std::make_unique<int[]>(10);
    auto wide = std::make_unique<Wide>();
    auto wides = std::make_unique<Wide[]>(3);
    std::unique_ptr<char, decltype(&std::free)> raw(static_cast<char *>(std::malloc(10)), std::free);
    std::shared_ptr<void> erased(new int(3), [](void *memory) { delete static_cast<int *>(memory); });
    std::cout << shapes[3]->area() << first.use_count() << reinterpret_cast<uintptr_t>(wide.get()) % 64 << '\n';
}
