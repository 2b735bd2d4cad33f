#include <fcntl.h>
#include <optional>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

std::optional<std::string> take_job(const std::string& name) {
    const int descriptor = open(("/srv/spool/" + name).c_str(), O_RDONLY | O_NOFOLLOW);
    if (descriptor < 0) return std::nullopt;
    std::optional<std::string> job;
    struct stat found;
    if (fstat(descriptor, &found) == 0 && S_ISREG(found.st_mode) && found.st_size <= 32) {
        char buffer[32];
        const ssize_t size = read(descriptor, buffer, sizeof buffer);
        job.emplace(buffer, size < 0 ? 0 : size);
    }
    close(descriptor);
    return job;
}
