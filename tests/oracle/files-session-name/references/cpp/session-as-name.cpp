#include <fstream>
#include <string>

bool keep_page(const std::string& session, const std::string& text) {
    std::ofstream file("/srv/pages/" + session + ".html");
    file << text;
    return file.good();
}
