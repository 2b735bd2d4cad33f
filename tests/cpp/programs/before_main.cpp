// A static initialiser that throws.
#include <iostream>
#include <stdexcept>

int prepare() { throw std::runtime_error("before main"); }
int prepared = prepare();

int main() { std::cout << "not reached\n"; }
