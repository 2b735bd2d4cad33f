#include <algorithm>
#include <cctype>
#include <fstream>
#include <optional>
#include <string>

static bool is_allowed(unsigned char letter) {
    return std::islower(letter) || std::isdigit(letter) || letter == '-';
}

std::optional<std::string> caption(const std::string& photo) {
    if (!std::all_of(photo.begin(), photo.end(), is_allowed)) {
        return std::nullopt;
    }
    std::ifstream file("/srv/gallery/" + photo + ".txt");
    std::string line;
    while (std::getline(file, line)) {
        if (line.rfind("caption: ", 0) == 0) {
            return line.substr(9);
        }
    }
    return std::nullopt;
}
