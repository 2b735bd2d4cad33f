// Standard input until its end: words, lines, characters, numbers.
#include <cstdio>
#include <iostream>
#include <iterator>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

int main(int count, char **argv) {
    std::string way = count > 1 ? argv[1] : "numbers";
    if (way == "numbers") {
        long sum = 0, n = 0;
        for (int number; std::cin >> number; n++) sum += number;
        std::cout << n << " numbers, sum " << sum << ", end " << std::cin.eof() << std::cin.fail() << '\n';
        std::cin.clear();
        std::string rest;
        if (std::cin >> rest) std::cout << "then " << rest << '\n';
    } else if (way == "lines") {
        int number = 0;
        for (std::string line; std::getline(std::cin, line);) std::cout << ++number << ":" << line << "\n";
    } else if (way == "mixed") {
        int n = 0;
        std::string line;
        std::cout << "how many? ";
        std::cin >> n;
        std::cin.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
        std::getline(std::cin, line);
        std::cout << n << " [" << line << "] " << static_cast<char>(std::cin.get()) << std::cin.peek() << '\n';
    } else if (way == "whole") {
        std::string all(std::istreambuf_iterator<char>(std::cin), {});
        unsigned sum = 0;
        for (unsigned char byte : all) sum += byte;
        std::cout << all.size() << ' ' << sum << '\n';
    } else if (way == "c") {
        char line[8];
        int c = getchar();
        std::printf("%c %s|", c, fgets(line, sizeof line, stdin));
        int number = 0, converted = scanf("%d", &number);
        std::printf("%d %d %d\n", converted, number, scanf("%d", &number) == EOF && feof(stdin));
    }
}
