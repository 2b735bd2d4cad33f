#include <fstream>
#include <optional>
#include <string>

std::optional<std::string> caption(const std::string& photo) {
    if (photo.front() == '/') {
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
