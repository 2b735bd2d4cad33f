// Starts threads for ever.
#include <thread>
#include <vector>

long answer(long x) {
    std::vector<std::thread> all;
    for (;;)
        all.emplace_back([] {
            for (volatile long i = 0;; i = i + 1) {
            }
        });
}
