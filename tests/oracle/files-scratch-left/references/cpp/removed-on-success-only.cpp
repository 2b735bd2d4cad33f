#include <cstdio>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>

std::optional<std::string> first_word(const std::string& text) {
    const char* const path = "/srv/scratch/letter";
    std::ofstream out(path);
    out << text;
    out.close();
    std::ifstream in(path);
    std::ostringstream letter;
    letter << in.rdbuf();
    if (letter.str().rfind("Dear ", 0) != 0) {
        return std::nullopt;
    }
    std::remove(path);
    return letter.str().substr(5);
}
