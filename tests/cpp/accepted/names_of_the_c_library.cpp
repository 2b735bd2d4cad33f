// Names of functions that the program didn't ask for are free for it to use.
#include <string>
#include <vector>

static std::vector<std::string> log;
double y1 = 1;

int answer(int x) {
    log.push_back("asked");
    return x + static_cast<int>(y1);
}
