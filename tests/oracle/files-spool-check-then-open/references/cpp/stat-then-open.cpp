#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <sys/stat.h>

std::optional<std::string> take_job(const std::string& name) {
    const std::string path = "/srv/spool/" + name;
    struct stat info;
    if (lstat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode) || info.st_size > 32) {
        return std::nullopt;
    }
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}
