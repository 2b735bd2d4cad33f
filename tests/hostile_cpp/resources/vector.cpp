// Grows a vector until it fails.
#include <vector>

long answer(long x) {
    std::vector<long> all;
    for (;;)
        all.resize(all.size() * 2 + 1);
}
