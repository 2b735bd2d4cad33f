// Coroutines, ranges, concepts: newer parts of the language.
#include <algorithm>
#include <array>
#include <bit>
#include <compare>
#include <concepts>
#include <coroutine>
#include <exception>
#include <expected>
#include <iostream>
#include <numeric>
#include <optional>
#include <ranges>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

template <class T>
struct Generator {
    struct promise_type {
        T current;
        std::exception_ptr error;
        Generator get_return_object() { return Generator{std::coroutine_handle<promise_type>::from_promise(*this)}; }
        std::suspend_always initial_suspend() { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        std::suspend_always yield_value(T value) {
            current = std::move(value);
            return {};
        }
        void return_void() {}
        void unhandled_exception() { error = std::current_exception(); }
    };
    std::coroutine_handle<promise_type> handle;
    explicit Generator(std::coroutine_handle<promise_type> handle) : handle(handle) {}
    Generator(Generator &&other) : handle(std::exchange(other.handle, nullptr)) {}
    ~Generator() {
        if (handle) handle.destroy();
    }
    std::optional<T> next() {
        handle.resume();
        if (handle.promise().error) std::rethrow_exception(handle.promise().error);
        if (handle.done()) return std::nullopt;
        return handle.promise().current;
    }
};

Generator<int> fibonacci(int limit) {
    for (int a = 0, b = 1; a < limit; a = std::exchange(b, a + b)) co_yield a;
}

Generator<std::string> failing() {
    co_yield "one";
    throw std::runtime_error("in a coroutine");
}

template <std::integral T>
constexpr T power(T base, unsigned exponent) {
    return exponent == 0 ? 1 : base * power(base, exponent - 1);
}
static_assert(power(3, 4) == 81);

std::expected<int, std::string> halved(int n) {
    if (n % 2) return std::unexpected("odd");
    return n / 2;
}

struct Point {
    int x, y;
    auto operator<=>(const Point &) const = default;
};

int main() {
    auto numbers = fibonacci(60);
    while (auto number = numbers.next()) std::cout << *number << ' ';
    auto broken = failing();
    std::cout << *broken.next();
    try {
        broken.next();
    } catch (const std::exception &error) {
        std::cout << ", then " << error.what() << '\n';
    }
    auto even = [](int n) { return n % 2 == 0; };
    for (int n : std::views::iota(1) | std::views::filter(even) | std::views::transform([](int n) { return n * n; }) | std::views::take(4))
        std::cout << n << ' ';
    std::vector<Point> points{{2, 1}, {1, 5}, {1, 2}};
    std::ranges::sort(points);
    for (auto [x, y] : points) std::cout << x << y << ' ';
    std::cout << std::ranges::max(points, {}, &Point::y).y << '\n';
    for (auto part : std::views::split(std::string_view("a,b,,c"), ',')) std::cout << '<' << std::string_view(part) << '>';
    std::array<int, 5> values{5, 3, 1, 4, 2};
    std::span<int> middle = std::span(values).subspan(1, 3);
    std::cout << std::reduce(middle.begin(), middle.end()) << std::popcount(255u) << std::bit_ceil(5u) << '\n';
    std::cout << halved(8).value() << halved(3).error() << halved(4).transform([](int n) { return n + 1; }).value_or(0) << '\n';
    std::cout << [](auto... all) { return (all + ... + 0); }(1, 2, 3) << [self = 3](this auto me, int n) -> int { return n ? n * me(n - 1) : 1; }(5) << '\n';
}
