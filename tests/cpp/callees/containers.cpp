// Containers, alone and in one another.
#include <algorithm>
#include <array>
#include <deque>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <variant>
#include <vector>

std::vector<int> sorted(std::vector<int> all) {
    std::sort(all.begin(), all.end());
    return all;
}
// sorted [[3, 1, 2]] -> [1, 2, 3]
// sorted [[]] -> []
// sorted [[1, "x"]] -> {"raised": "TypeError", "message": "::sorted: parameter 1 of type std::vector<int> can't be made from a list", "line": null}

std::vector<std::vector<std::string>> table(const std::vector<std::string> &names) { return {names, {}, {"z"}}; }
// table [["a", "b"]] -> [["a", "b"], [], ["z"]]

std::vector<unsigned char> bytes(const std::vector<std::uint8_t> &data) { return {data.rbegin(), data.rend()}; }
// bytes [{"$bytes": "AQID"}] -> {"$bytes": "AwIB"}
// bytes [[1, 2]] -> {"$bytes": "AgE="}

std::map<std::string, int> counted(const std::vector<std::string> &words) {
    std::map<std::string, int> counts;
    for (const auto &word : words) counts[word]++;
    return counts;
}
// counted [["b", "a", "b"]] -> {"a": 1, "b": 2}

std::unordered_map<int, std::string> inverted(const std::unordered_map<std::string, int> &all) {
    std::unordered_map<int, std::string> result;
    for (const auto &[key, value] : all) result[value] = key;
    return result;
}
// inverted [{"one": 1}] -> {"$dict": [[1, "one"]]}

std::map<std::string, std::vector<std::map<std::string, double>>> nested(std::map<std::string, std::vector<std::map<std::string, double>>> all) {
    all["added"].push_back({{"x", 1.5}});
    return all;
}
// nested [{"a": [{"y": 2}]}] -> {"a": [{"y": 2.0}], "added": [{"x": 1.5}]}

std::set<int> unique(const std::list<int> &all) { return {all.begin(), all.end()}; }
// unique [[2, 1, 2]] -> {"$set": [1, 2]}

bool has(const std::unordered_set<std::string> &all, const std::string &one) { return all.contains(one); }
// has [{"$set": ["a"]}, "a"] -> true
// has [["a"], "b"] -> false

std::array<int, 3> turned(std::array<int, 3> all) { return {all[1], all[2], all[0]}; }
// turned [[1, 2, 3]] -> [2, 3, 1]

int sum(std::span<const int> all) {
    int total = 0;
    for (int one : all) total += one;
    return total;
}
// sum [[1, 2, 3]] -> 6

int sum_of_array(const int *all, int count) { return sum({all, static_cast<size_t>(count)}); }
// sum_of_array [[1, 2, 3]] -> 6
// sum_of_array [[1, 2, 3], 2] -> 3

std::deque<std::pair<std::string, int>> pairs(const std::map<std::string, int> &all) { return {all.begin(), all.end()}; }
// pairs [{"a": 1}] -> [{"$tuple": ["a", 1]}]

std::tuple<int, std::string, bool> three(std::tuple<int, std::string> two) { return {std::get<0>(two) + 1, std::get<1>(two), true}; }
// three [{"$tuple": [1, "x"]}] -> {"$tuple": [2, "x", true]}
// three [[1, "x"]] -> {"$tuple": [2, "x", true]}

std::optional<int> found(const std::vector<std::string> &all, const std::string &one) {
    auto at = std::find(all.begin(), all.end(), one);
    if (at == all.end()) return std::nullopt;
    return at - all.begin();
}
// found [["a", "b"], "b"] -> 1
// found [["a", "b"], "c"] -> null

std::string shown(std::optional<int> number) { return number ? std::to_string(*number) : "none"; }
// shown [null] -> "none"
// shown [3] -> "3"

std::variant<int, std::string, std::vector<int>> doubled(std::variant<int, std::string, std::vector<int>> value) {
    if (auto number = std::get_if<int>(&value)) return *number * 2;
    if (auto text = std::get_if<std::string>(&value)) return *text + *text;
    return std::get<2>(value);
}
// doubled [4] -> 8
// doubled ["ab"] -> "abab"
// doubled [[1]] -> [1]

std::vector<bool> flags(int count) { return std::vector<bool>(count, true); }
// flags [2] -> [true, true]

std::multimap<std::string, int> several() { return {{"a", 1}, {"a", 2}}; }
// several [] -> [{"$tuple": ["a", 1]}, {"$tuple": ["a", 2]}]
