// A program of several files: a header beside it, headers in a folder, sources in C++ and C.
#include "beside.h"
#include <deep/shapes.hpp>
#include "numbers.h"
#include <iostream>

static int count = 1;
int Counter::total = 5;

int main() {
    try {
        shapes::check(-1);
    } catch (const shapes::Invalid &error) {
        std::cout << error.what() << '\n';
    }
    std::cout << BESIDE << twice(21) << ' ' << shapes::Square(3).area() << ' ' << ++count << ++Counter::total << other_count() << '\n';
}
