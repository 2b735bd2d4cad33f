#include <deep/shapes.hpp>
#include <string>

static int count = 10;

namespace shapes {
Square::Square(int side) : side(side) { check(side); }
int Square::area() const { return side * side; }
void check(int side) {
    if (side < 0) throw Invalid("a side of " + std::to_string(side));
}
}  // namespace shapes

int other_count() { return ++count + Counter::total; }
