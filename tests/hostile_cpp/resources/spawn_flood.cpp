// Starts programs with very many empty arguments, for ever.
#include <spawn.h>
#include <unistd.h>
#include <vector>

long answer(long x) {
    char empty[] = "";
    std::vector<char *> arguments(100000, empty);
    arguments.push_back(nullptr);
    for (;;)
        posix_spawn(nullptr, "/bin/true", nullptr, nullptr, arguments.data(), environ);
}
