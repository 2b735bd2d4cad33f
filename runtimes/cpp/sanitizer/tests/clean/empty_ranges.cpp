// expect: clean
#include <algorithm>
#include <cstring>
#include <iostream>
#include <memory>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>
int main() {
    std::vector<int> none, also_none;
    none.insert(none.end(), also_none.begin(), also_none.end());
    std::copy(none.begin(), none.end(), also_none.begin());
    also_none = none;
    std::string_view view;
    std::string text(view);
    text += view;
    text.append(view.data(), 0);
    std::span<const char> span;
    std::string other(span.begin(), span.end());
    std::cout << (view == std::string_view{}) << view << text.compare(view) << none.data() << other << '\n';
    std::cout.write(nullptr, 0);
    std::memcpy(none.data(), also_none.data(), none.size() * sizeof(int));
    std::sort(none.begin(), none.end());
    std::unordered_map<std::string, std::vector<int>> map;
    map[""];
    std::istringstream in("");
    std::string line;
    std::getline(in, line);
    std::unique_ptr<int[]> array(new int[0]);
    delete[] new char[0];
    delete static_cast<int *>(nullptr);
    std::cout << none.size() << map.size() << std::equal(none.begin(), none.end(), also_none.begin()) << '\n';
}
