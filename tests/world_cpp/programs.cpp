// Programs that run: shells with injected commands, argument vectors, pipes in both directions.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iostream>
#include <iterator>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

static std::string contents(const char *path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

static void list(const std::string &name) {
    FILE *stream = popen(("echo listing " + name).c_str(), "r");
    char line[100];
    while (fgets(line, sizeof line, stream))
        printf("read %s", line);
    printf("closed with %d\n", WEXITSTATUS(pclose(stream)));
}

static std::string filter(std::vector<const char *> words, const std::string &input) {
    int to[2], from[2];
    pipe(to);
    pipe(from);
    pid_t child = fork();
    if (child == 0) {
        dup2(to[0], STDIN_FILENO);
        dup2(from[1], STDOUT_FILENO);
        for (int fd : {to[0], to[1], from[0], from[1]})
            close(fd);
        words.push_back(nullptr);
        execvp(words[0], const_cast<char *const *>(words.data()));
        _exit(127);
    }
    close(to[0]);
    close(from[1]);
    write(to[1], input.data(), input.size());
    close(to[1]);
    std::string output;
    char block[7];
    for (ssize_t got; (got = read(from[0], block, sizeof block)) > 0;)
        output.append(block, got);
    close(from[0]);
    int status = 0;
    waitpid(child, &status, 0);
    printf("%s exited with %d: ", words[0], WEXITSTATUS(status));
    return output;
}

extern char **environ;

int main(int count, char **) {
    list("harmless");
    list("x; echo injected > /tmp/injected");
    printf("effect: %s", contents("/tmp/injected").c_str());
    printf("system %d\n", WEXITSTATUS(system("echo to stdout; echo to stderr >&2; exit 3")));

    FILE *sorted = popen("sort > /tmp/sorted", "w");
    fputs("b\nc\na\n", sorted);
    printf("sorted %d: ", pclose(sorted));
    std::cout << contents("/tmp/sorted");

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/tmp/spawned", O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
    char *argv[] = {(char *)"echo", (char *)"one; two", (char *)"$HOME", nullptr};
    pid_t child = 0;
    int status = -1;
    printf("spawn %d", posix_spawnp(&child, "echo", &actions, nullptr, argv, environ));
    waitpid(child, &status, 0);
    printf(" %d: %s", status, contents("/tmp/spawned").c_str());
    posix_spawn_file_actions_destroy(&actions);
    printf("no such program: %s\n", strerror(posix_spawnp(&child, "not-there", nullptr, nullptr, argv, environ)));

    std::cout << filter({"tr", "a-z", "A-Z"}, "some text\n") << std::flush;
    std::cout << filter({"not-there"}, "") << "nothing\n" << std::flush;
    std::cout << filter({"convert", "in.png", "out.png"}, "") << std::flush;

    int pipes[2];
    pipe(pipes);
    pid_t first = fork();
    if (first == 0) {
        dup2(pipes[1], STDOUT_FILENO);
        close(pipes[0]);
        execlp("printf", "printf", "x\\ny\\nz\\n", (char *)nullptr);
        _exit(127);
    }
    pid_t second = fork();
    if (second == 0) {
        dup2(pipes[0], STDIN_FILENO);
        close(pipes[1]);
        execlp("wc", "wc", "-l", (char *)nullptr);
        _exit(127);
    }
    close(pipes[0]);
    close(pipes[1]);
    while (wait(&status) > 0)
        printf("ended with %d\n", WEXITSTATUS(status));
    fflush(stdout);
    execl("/bin/sh", "sh", "-c", "echo replaced; exit 0", (char *)nullptr);
    puts("never");
}
