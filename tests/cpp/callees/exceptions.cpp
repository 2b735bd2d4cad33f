// What calls throw, with the line that threw.
#include <filesystem>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>
#include <nlohmann/json.hpp>

namespace bank {
class Overdrawn : public std::runtime_error {
public:
    explicit Overdrawn(int by) : std::runtime_error("by " + std::to_string(by)) {}
};
struct Plain {
    int code;
};
}  // namespace bank

int number(const std::string &text) {
    return std::stoi(text);
}
// number ["12"] -> 12
// number ["x"] -> {"raised": "std::invalid_argument", "message": "stoi: no conversion", "line": 20}
// number ["99999999999"] -> {"raised": "std::out_of_range", "message": "stoi: out of range", "line": 20}

void withdraw(int amount) {
    if (amount > 100)
        throw bank::Overdrawn(amount - 100);
    if (amount == 1) throw bank::Plain{3};
    if (amount == 2) throw 42;
    if (amount == 3) throw "plain text";
    if (amount == 4) throw std::string("a text");
    if (amount == 5) throw std::runtime_error("tränen");
    if (amount == 6) throw std::system_error(std::make_error_code(std::errc::permission_denied), "opening");
}
// withdraw [10] -> null
// withdraw [150] -> {"raised": "bank::Overdrawn", "message": "by 50", "line": 28}
// withdraw [1] -> {"raised": "bank::Plain", "message": "", "line": 29}
// withdraw [2] -> {"raised": "int", "message": "42", "line": 30}
// withdraw [3] -> {"raised": "char const*", "message": "plain text", "line": 31}
// withdraw [4] -> {"raised": "std::string", "message": "a text", "line": 32}
// withdraw [5] -> {"raised": "std::runtime_error", "message": "tränen", "line": 33}
// withdraw [6] -> {"raised": "std::system_error", "message": "opening: Permission denied", "line": 34}

int element(const std::vector<int> &all, int index) {
    return all.at(index);
}
// element [[1], 3] -> {"raised": "std::out_of_range", "message": "vector", "line": 46}

std::string field(const std::string &text) { return nlohmann::json::parse(text).at("name"); }
// field ["{\"name\": \"ann\"}"] -> "ann"
// field ["{}"] -> {"raised": "nlohmann::detail::out_of_range", "message": "[json.exception.out_of_range.403] key 'name' not found", "line": 50}

void rethrown() {
    try {
        throw std::logic_error("first");
    } catch (...) {
        throw;
    }
}
// rethrown [] -> {"raised": "std::logic_error", "message": "first", "line": 56}

int after() { return 5; }
// after [] -> 5
