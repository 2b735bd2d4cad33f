// Sleeps for years: time is virtual.
#include <chrono>
#include <thread>

long answer(long x) {
    for (int i = 0; i < 1000; ++i)
        std::this_thread::sleep_for(std::chrono::hours(24 * 365));
    return x + 1;
}
