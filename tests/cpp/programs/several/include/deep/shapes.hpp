#pragma once
#include <stdexcept>

namespace shapes {
struct Invalid : std::runtime_error {
    using runtime_error::runtime_error;
};
struct Square {
    int side;
    explicit Square(int side);
    virtual int area() const;
};
void check(int side);
}  // namespace shapes

struct Counter {
    static int total;
};
int other_count();
