#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

// Runs a program with this standard input; gives its exit status.
static int feed(const char* const argv[], const std::string& input) {
    int ends[2];
    if (pipe(ends) != 0) return -1;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[1]);
    pid_t child = 0;
    const int error = posix_spawnp(&child, argv[0], &actions, nullptr, const_cast<char* const*>(argv), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[0]);
    const bool fed = error == 0 && write(ends[1], input.data(), input.size()) >= 0;
    close(ends[1]);
    int status = -1;
    if (fed) waitpid(child, &status, 0);
    return status;
}

bool set_password(const std::string& user, const std::string& password) {
    const char* const argv[] = {"htpasswd", "-b", "/srv/users", user.c_str(), password.c_str(), nullptr};
    return feed(argv, "") == 0;
}
