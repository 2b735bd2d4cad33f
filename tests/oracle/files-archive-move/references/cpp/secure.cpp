#include <string>
#include <unistd.h>

bool archive_letter(const std::string& name) {
    const std::string source = "/srv/letters/inbox/" + name;
    const std::string target = "/srv/letters/archive/" + name;
    // A hard link is made only where nothing is.
    int number = 0;
    std::string free = target;
    while (link(source.c_str(), free.c_str()) != 0 && number < 1000) free = target + "." + std::to_string(++number);
    return number < 1000 && unlink(source.c_str()) == 0;
}
