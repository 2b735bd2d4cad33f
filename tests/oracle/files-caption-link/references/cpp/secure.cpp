#include <algorithm>
#include <cctype>
#include <fcntl.h>
#include <optional>
#include <sstream>
#include <string>
#include <unistd.h>

static bool is_allowed(unsigned char letter) {
    return std::islower(letter) || std::isdigit(letter) || letter == '-';
}

std::optional<std::string> caption(const std::string& photo) {
    if (!std::all_of(photo.begin(), photo.end(), is_allowed)) return std::nullopt;
    const std::string path = "/srv/gallery/" + photo + ".txt";
    const int descriptor = open(path.c_str(), O_RDONLY | O_NOFOLLOW);
    if (descriptor < 0) return std::nullopt;
    std::string text;
    char buffer[4096];
    for (ssize_t size; (size = read(descriptor, buffer, sizeof buffer)) > 0;) text.append(buffer, size);
    close(descriptor);
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("caption: ")) return line.substr(9);
    }
    return std::nullopt;
}
