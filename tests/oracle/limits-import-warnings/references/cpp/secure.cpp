#include <iostream>
#include <sstream>
#include <string>

static bool is_measurement(const std::string& line) {
    return !line.empty() && line.find_first_not_of("0123456789") == std::string::npos;
}

int import_lines(const std::string& text) {
    std::istringstream lines(text);
    int good = 0;
    int bad = 0;
    for (std::string line; std::getline(lines, line);) {
        ++(is_measurement(line) ? good : bad);
    }
    if (bad > 0) {
        std::cerr << bad << " lines are no measurements\n";
    }
    return good;
}
