#include <iostream>
#include <sstream>
#include <string>

static bool is_measurement(const std::string& line) {
    return !line.empty() && line.find_first_not_of("0123456789") == std::string::npos;
}

int import_lines(const std::string& text) {
    std::istringstream lines(text);
    int good = 0;
    for (std::string line; std::getline(lines, line);) {
        if (is_measurement(line)) {
            ++good;
        } else {
            std::cerr << "no measurement: " << line << '\n';
        }
    }
    return good;
}
