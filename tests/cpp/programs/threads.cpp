// Threads and results of theirs.
#include <atomic>
#include <condition_variable>
#include <future>
#include <iostream>
#include <mutex>
#include <numeric>
#include <shared_mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

int main() {
    std::vector<int> squares(8);
    std::vector<std::thread> threads;
    std::atomic<int> done = 0;
    std::mutex lock;
    int total = 0;
    for (int i = 0; i < 8; i++)
        threads.emplace_back([&, i] {
            squares[i] = i * i;
            done.fetch_add(1);
            std::lock_guard guard(lock);
            total += i;
        });
    for (auto &thread : threads) thread.join();
    std::cout << std::accumulate(squares.begin(), squares.end(), 0) << ' ' << done << ' ' << total << '\n';

    auto sum = std::async(std::launch::async, [](int a, int b) { return a + b; }, 2, 3);
    auto late = std::async(std::launch::deferred, [] { return std::string("deferred"); });
    auto failing = std::async([]() -> int { throw std::runtime_error("in async"); });
    std::cout << sum.get() << ' ' << late.get() << '\n';
    try {
        failing.get();
    } catch (const std::runtime_error &error) {
        std::cout << error.what() << '\n';
    }
    std::promise<int> promise;
    std::future<int> future = promise.get_future();
    std::jthread giver([&promise] { promise.set_value(42); });
    std::cout << future.get() << '\n';
    std::packaged_task<int(int)> task([](int n) { return n * 2; });
    auto doubled = task.get_future();
    std::thread(std::move(task), 21).join();
    std::cout << doubled.get() << '\n';

    std::once_flag once;
    for (int i = 0; i < 3; i++) std::call_once(once, [] { std::cout << "once\n"; });
    std::condition_variable changed;
    bool ready = false;
    std::thread setter([&] {
        std::unique_lock held(lock);
        ready = true;
        changed.notify_all();
    });
    {
        std::unique_lock held(lock);
        changed.wait(held, [&] { return ready; });
    }
    setter.join();
    std::shared_mutex shared;
    std::shared_lock one(shared), two(shared);
    std::recursive_mutex recursive;
    std::scoped_lock both(lock, recursive);
    std::cout << ready << (std::this_thread::get_id() == std::thread::id()) << shared.try_lock() << '\n';
    auto before = std::chrono::steady_clock::now();
    std::this_thread::sleep_for(std::chrono::seconds(2));
    auto slept = std::chrono::steady_clock::now() - before;
    std::cout << (slept >= std::chrono::seconds(2) && slept < std::chrono::seconds(3)) << '\n';
}
