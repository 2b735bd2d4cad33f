// expect: clean
#include <any>
#include <functional>
#include <iostream>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <variant>
struct Visitor {
    std::string operator()(int n) const { return std::to_string(n); }
    std::string operator()(const std::string &s) const { return s; }
    std::string operator()(double d) const { return std::to_string(d); }
};
int main() {
    std::variant<int, std::string, double> value = "a text in a variant, long enough for the heap";
    std::cout << std::visit(Visitor{}, value) << '\n';
    value = 2.5;
    std::optional<std::string> maybe;
    std::cout << maybe.value_or("nothing") << std::get<double>(value) << '\n';
    std::any any = std::string("any");
    any = std::make_tuple(1, 2.0, 'c');
    int numbers[] = {1, 2, 3};
    std::span<int> span(numbers);
    std::function<int(int)> add = [&](int n) { return n + span[1] + static_cast<int>(span.size()); };
    std::cout << add(1) << std::get<0>(std::any_cast<std::tuple<int, double, char>>(any)) << '\n';
}
