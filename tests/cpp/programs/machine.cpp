// What a program learns of its machine, and the older parts of the language: arguments, time, chance, setjmp, variadics.
#include <cassert>
#include <cerrno>
#include <chrono>
#include <clocale>
#include <csetjmp>
#include <csignal>
#include <cstdarg>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <iostream>
#include <random>
#include <string>

std::string joined(const char *format, ...) {
    char text[64];
    va_list arguments, copy;
    va_start(arguments, format);
    va_copy(copy, arguments);
    int size = std::vsnprintf(nullptr, 0, format, copy);
    va_end(copy);
    std::vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return text + std::to_string(size);
}

int sum(int count, ...) {
    va_list numbers;
    va_start(numbers, count);
    double result = 0;
    for (int i = 0; i < count; i++) result += i % 2 ? va_arg(numbers, double) : va_arg(numbers, int);
    va_end(numbers);
    return static_cast<int>(result);
}

std::jmp_buf point;
void leap(int depth) {
    if (depth == 0) std::longjmp(point, 3);
    leap(depth - 1);
}

volatile std::sig_atomic_t caught = 0;

int main(int count, char **argv, char **environment) {
    for (int i = 1; i < count; i++) std::cout << '[' << argv[i] << ']';
    std::cout << (argv[count] == nullptr) << (environment[0] != nullptr) << '\n';
    std::cout << (std::getenv("NOT_SET") == nullptr) << std::getenv("SET") << '\n';
    setenv("SET", "changed", 1);
    std::cout << std::getenv("SET") << '\n';

    auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    std::chrono::year_month_day date{today};
    std::time_t now = std::time(nullptr);
    std::tm *parts = std::gmtime(&now);
    char text[32];
    std::strftime(text, sizeof text, "%Y", parts);
    std::cout << (int(date.year()) == std::stoi(text)) << ' ' << (now > 1'500'000'000) << '\n';
    auto from = std::chrono::high_resolution_clock::now();
    volatile long work = 0;
    for (int i = 0; i < 100000; i++) work = work + i;
    std::cout << (std::chrono::high_resolution_clock::now() > from) << (std::clock() > 0) << '\n';

    std::random_device device;
    std::mt19937 seeded(5489);
    seeded.discard(9999);
    std::cout << (device() != device()) << ' ' << seeded() << ' ' << std::minstd_rand(1)() << '\n';
    std::mt19937_64 engine(device());
    int roll = std::uniform_int_distribution(1, 6)(engine);
    std::srand(1);
    std::cout << (roll >= 1 && roll <= 6) << (std::rand() != std::rand()) << '\n';

    volatile int before = 1;
    if (int jumped = setjmp(point)) {
        std::cout << "jumped " << jumped << before << '\n';
    } else {
        before = 2;
        leap(50);
    }
    std::cout << joined("%d-%s-%.2f", 5, "x", 2.5) << ' ' << sum(4, 1, 2.5, 3, 4.5) << '\n';
    std::signal(SIGUSR1, [](int number) { caught = number; });
    std::raise(SIGUSR1);
    std::cout << (caught == SIGUSR1) << '\n';
    errno = 0;
    std::cout << std::strtoll("99999999999999999999", nullptr, 10) << (errno == ERANGE) << ' ' << std::strerror(ENOENT) << '\n';
    std::cout << sizeof(void *) * 0 + sizeof(int) << sizeof(std::int64_t) << ' ' << std::setlocale(LC_ALL, nullptr) << '\n';
    __int128 wide = static_cast<__int128>(1) << 100;
    std::cout << static_cast<long long>(wide >> 60) << '\n';
}
