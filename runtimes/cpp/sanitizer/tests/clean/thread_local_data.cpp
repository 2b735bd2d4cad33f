// expect: clean
#include <iostream>
#include <map>
#include <mutex>
#include <string>
#include <vector>
thread_local std::vector<std::string> history{"first line of the log, which is long"};
std::map<std::string, int> &registry() {
    static std::map<std::string, int> entries{{"one", 1}};
    return entries;
}
std::once_flag once;
std::mutex lock;
int *kept = new int[10];
int main() {
    std::call_once(once, [] { registry()["two"] = 2; });
    std::lock_guard guard(lock);
    history.push_back("second");
    for (auto &[key, value] : registry()) std::cout << key << value << history.size() << '\n';
    std::atexit([] { std::cout << "at exit\n"; });
    exit(0);
}
