// Out-parameters, overloads, namespaces, members, C functions, JSON, callables.
#include <cstdio>
#include <cstring>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

bool parse(const std::string &text, int &number) {
    if (text.empty()) return false;
    number = std::stoi(text);
    return true;
}
// parse ["12"] -> 12
// parse [""] -> null

void split(const std::string &text, std::vector<std::string> &parts, size_t *count) {
    size_t at = text.find(',');
    parts = {text.substr(0, at), text.substr(at + 1)};
    *count = parts.size();
}
// split ["a,b"] -> [["a", "b"], 2]

int describe(int number, char *buffer, size_t size) {
    if (number < 0) return -1;
    return std::snprintf(buffer, size, "number %d", number);
}
// describe [5] -> "number 5"
// describe [-5] -> null

void fill(std::map<std::string, int> &all) { all["new"] = 1; }
// fill [{"old": 0}] -> {"new": 1, "old": 0}

std::string show(int number) { return "int " + std::to_string(number); }
std::string show(const std::string &text) { return "text " + text; }
std::string show(const std::vector<int> &all) { return "list of " + std::to_string(all.size()); }
std::string show(int a, int b) { return "two " + std::to_string(a + b); }
// show [1] -> "int 1"
// show ["x"] -> "text x"
// show [[1, 2]] -> "list of 2"
// show [1, 2] -> "two 3"

namespace bank {
namespace detail {
int fee(int amount) { return amount / 10; }
}  // namespace detail
int total(int amount) { return amount + detail::fee(amount); }

class Ledger {
    std::vector<int> entries;

public:
    static std::string version() { return "1.0"; }
    int add(int amount) {
        entries.push_back(amount);
        return static_cast<int>(entries.size());
    }
};
}  // namespace bank
// total [100] -> 110
// bank::total [50] -> 55
// bank.total [50] -> 55
// fee [100] -> 10
// version [] -> "1.0"
// Ledger.add [5] -> 1
// Ledger::add [6] -> 2

extern "C" int c_length(const char *text) { return static_cast<int>(std::strlen(text)); }
// c_length ["four"] -> 4

nlohmann::json merged(const nlohmann::json &a, nlohmann::json b) {
    b.update(a);
    b["n"] = {1, 2.5, nullptr, true};
    return b;
}
// merged [{"a": [1]}, {"b": "x"}] -> {"a": [1], "b": "x", "n": [1, 2.5, null, true]}

auto increment = [](int number) { return number + 1; };
std::function<int(int)> decrement = [](int number) { return number - 1; };
// increment [1] -> 2
// decrement [1] -> 0

std::string whole(std::istream &in) { return {std::istreambuf_iterator<char>(in), {}}; }
// whole ["text"] -> "text"

static int hidden(int number) { return number * 3; }
// hidden [2] -> 6

int main() { return 1; }
