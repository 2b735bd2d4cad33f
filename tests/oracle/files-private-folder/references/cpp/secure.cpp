#include <string>
#include <sys/stat.h>

bool open_mailbox(const std::string& user) {
    return mkdir(("/srv/mailboxes/" + user).c_str(), 0700) == 0;
}
