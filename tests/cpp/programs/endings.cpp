// Ways to end.
#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <unistd.h>

struct Noisy {
    ~Noisy() { std::cout << "destroyed\n"; }
} noisy;

int main(int, char **argv) {
    std::string way = argv[1];
    std::atexit([] { std::cout << "at exit\n"; });
    std::at_quick_exit([] { std::cout << "at quick exit" << std::endl; });
    std::cout << way << std::endl;
    if (way == "return") return 3;
    if (way == "large") return 300;
    if (way == "negative") return -1;
    if (way == "exit") std::exit(5);
    if (way == "_Exit") std::_Exit(6);
    if (way == "_exit") _exit(7);
    if (way == "quick_exit") std::quick_exit(8);
    if (way == "abort") std::abort();
    if (way == "terminate") std::terminate();
    if (way == "trap") __builtin_trap();
    if (way == "raise") std::raise(SIGABRT);
    if (way == "null") return *static_cast<volatile int *>(nullptr);
    if (way == "divide") return 1 / (way.size() - 6);
    if (way == "unbuffered") std::cout << "lost?";
}
