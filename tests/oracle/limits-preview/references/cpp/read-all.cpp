#include <fstream>
#include <sstream>
#include <string>

std::string preview(const std::string& name) {
    std::ifstream file("/srv/notes/" + name, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str().substr(0, 64);
}
