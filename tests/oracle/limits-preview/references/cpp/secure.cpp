#include <fstream>
#include <string>

std::string preview(const std::string& name) {
    std::ifstream file("/srv/notes/" + name, std::ios::binary);
    std::string text(64, '\0');
    file.read(text.data(), 64);
    text.resize(static_cast<std::size_t>(file.gcount()));
    return text;
}
