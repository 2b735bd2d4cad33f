// expect: clean
#include <algorithm>
#include <iostream>
#include <string>
#include <string_view>
int main() {
    std::string text;
    for (int i = 0; i < 100; i++) {
        text += static_cast<char>('a' + i % 26);
        if (text.size() % 7 == 0) text.pop_back();
    }
    text.insert(5, "inserted");
    text.replace(0, 3, "a much longer replacement than before");
    text.erase(10, 20);
    std::string_view view(text);
    auto part = view.substr(view.size() / 2);
    std::string joined = std::string(part) + std::to_string(42) + std::to_string(1.5);
    std::reverse(joined.begin(), joined.end());
    std::cout << joined << ' ' << text.compare(joined) << ' ' << text.c_str() << std::stoi("17") << '\n';
    std::wstring wide = L"wide" + std::to_wstring(7);
    std::cout << wide.size() << '\n';
}
