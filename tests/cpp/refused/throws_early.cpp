// std::runtime_error 3: while loading
#include <stdexcept>
int prepare() { throw std::runtime_error("while loading"); }
int prepared = prepare();
int answer(int x) { return x; }
