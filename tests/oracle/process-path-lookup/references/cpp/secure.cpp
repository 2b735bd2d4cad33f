#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

static std::string output_of(std::vector<std::string> words) {
    int ends[2];
    if (pipe(ends) != 0) return "";
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    pid_t child = 0;
    const int error = posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    std::string output;
    char block[4096];
    for (ssize_t got; error == 0 && (got = read(ends[0], block, sizeof block)) > 0;) output.append(block, got);
    close(ends[0]);
    if (error == 0) waitpid(child, nullptr, 0);
    return output;
}

int quota_left(const std::string& user) {
    return std::stoi(output_of({"/usr/bin/quota", "--", user}));
}
