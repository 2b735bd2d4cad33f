// expect: clean
#include <iostream>
#include <string>
int main() {
    int sum = 0;
    for (int number; std::cin >> number;) sum += number;
    std::cin.clear();
    std::string word;
    std::cin >> word;
    char letters[5];
    std::cin >> letters;
    std::cout << sum << word << letters << '\n';
}
