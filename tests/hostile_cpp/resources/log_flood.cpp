// Writes long lines to the log of the system, for ever.
#include <string>
#include <syslog.h>

long answer(long x) {
    std::string line(60000, 'x');
    for (;;)
        syslog(LOG_INFO, "%s", line.c_str());
}
