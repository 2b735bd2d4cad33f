#include <filesystem>
#include <string>

namespace fs = std::filesystem;

bool open_mailbox(const std::string& user) {
    const fs::path path = fs::path("/srv/mailboxes") / user;
    if (!fs::create_directory(path)) {
        return false;
    }
    fs::permissions(path, fs::perms::owner_all);
    return true;
}
