// expect: clean
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
int main() {
    std::map<std::string, int> ordered;
    std::unordered_map<std::string, std::string> hashed;
    std::multimap<int, int> many;
    std::set<int> set{3, 1, 2};
    std::unordered_set<int> numbers;
    for (int i = 0; i < 200; i++) {
        ordered["key" + std::to_string(i)] += i;
        hashed.emplace(std::to_string(i), "value that is long enough to be on the heap");
        many.emplace(i % 5, i);
        numbers.insert(i * 7 % 31);
    }
    ordered.erase("key5");
    hashed.erase("7");
    for (auto it = many.begin(); it != many.end();) it = it->second % 2 ? many.erase(it) : std::next(it);
    std::cout << ordered.size() << hashed.at("8") << many.size() << set.count(2) << numbers.size() << '\n';
}
