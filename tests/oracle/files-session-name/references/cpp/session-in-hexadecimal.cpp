#include <fstream>
#include <iomanip>
#include <sstream>
#include <string>

bool keep_page(const std::string& session, const std::string& text) {
    std::ostringstream path;
    path << "/srv/pages/" << std::hex << std::setfill('0');
    for (unsigned char c : session) {
        path << std::setw(2) << static_cast<int>(c);
    }
    std::ofstream file(path.str());
    file << text;
    return file.good();
}
