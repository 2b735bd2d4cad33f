#include <iostream>
#include <string>

int parse(const std::string& text) {
    return std::stoi(text);
}

int main() {
    std::cout << "hello " << parse("41") + 1 << std::endl;
    return 0;
}
