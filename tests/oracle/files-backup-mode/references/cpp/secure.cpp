#include <cstdint>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

std::int64_t back_up(const std::string& name) {
    const int source = open(("/srv/app/" + name).c_str(), O_RDONLY);
    struct stat found;
    if (fstat(source, &found) != 0) return 0;
    const int copy = open(("/srv/backup/" + name).c_str(), O_WRONLY | O_CREAT | O_EXCL, found.st_mode & 0777);
    std::int64_t copied = 0;
    char buffer[4096];
    for (ssize_t size; (size = read(source, buffer, sizeof buffer)) > 0;) copied += write(copy, buffer, size);
    close(copy);
    close(source);
    return copied;
}
