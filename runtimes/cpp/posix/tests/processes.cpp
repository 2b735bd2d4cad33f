// Processes: system, popen, exec, posix_spawn, fork with pipes.
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <spawn.h>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

static std::string run(const std::vector<std::string> &words) {
    std::string before(100, 'x');
    int ends[2];
    if (pipe(ends))
        throw std::runtime_error("pipe");
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        before = "changed by the child";
        std::vector<char *> argv;
        for (const std::string &word : words)
            argv.push_back(const_cast<char *>(word.c_str()));
        argv.push_back(nullptr);
        printf("from the child\n");
        fflush(stdout);
        execvp(argv[0], argv.data());
        perror("execvp");
        _exit(127);
    }
    close(ends[1]);
    std::string output;
    char block[16];
    for (ssize_t got; (got = read(ends[0], block, sizeof block)) > 0;)
        output.append(block, got);
    close(ends[0]);
    int status = 0;
    pid_t waited = waitpid(child, &status, 0);
    printf("same child %d, exited %d with %d, kept %d\n", waited == child, WIFEXITED(status), WEXITSTATUS(status),
           before == std::string(100, 'x'));
    return output;
}

[[noreturn]] static void child_work(std::string text) {
    text += " in a function of its own";
    puts(text.c_str());
    exit(3);
}

struct Guard {
    const char *name;
    ~Guard() {
        printf("end of %s\n", name);
        unlink("/tmp/guarded");
    }
};

static void guarded() {
    fclose(fopen("/tmp/guarded", "w"));
    Guard guard{"guarded"};
    if (fork() == 0)
        _exit(0);
    if (fork() == 0)
        child_work("guarded child");
    printf("still there: %d\n", access("/tmp/guarded", F_OK) == 0);
}

static int fork(int value) { return value + 1; }

int main() {
    int status = system("ls -l /tmp");
    printf("system %d\n", WEXITSTATUS(status));
    FILE *stream = popen("ping -c 1 'a b'", "r");
    char line[64];
    printf("popen %d\n", fgets(line, sizeof line, stream) != nullptr);
    printf("pclose %d\n", WEXITSTATUS(pclose(stream)));
    std::unique_ptr<FILE, int (*)(FILE *)> owned(popen("true", "w"), pclose);
    owned.reset();
    std::string output = run({"ls", "-l", "a b;c"});
    printf("output: %s", output.c_str());
    pid_t child;
    char *argv[] = {const_cast<char *>("id"), nullptr};
    char *none[] = {nullptr};
    printf("posix_spawn %d\n", posix_spawnp(&child, "id", nullptr, nullptr, argv, none));
    printf("waited %d\n", waitpid(child, &status, 0) == child);
    std::string local = "a local that is long enough to be on the heap";
    child = fork();
    if (child == 0)
        child_work("child");
    wait(&status);
    printf("nested: %d %s\n", WEXITSTATUS(status), local.c_str());
    for (int i = 0; i < 5; i++)
        if (fork() == 0) {
            local.assign(1 << 20, char(i));
            _exit(i);
        }
    int sum = 0;
    while (wait(&status) > 0)
        sum += WEXITSTATUS(status);
    printf("sum %d, own fork %d\n", sum, fork(4));
    guarded();
    while (wait(&status) > 0)
        ;
    if (vfork() == 0)
        abort();
    wait(&status);
    printf("signalled %d by %d\n", WIFSIGNALED(status), WTERMSIG(status));
    printf("execl %d\n", execl("not-there", "not-there", (char *)nullptr));
    execl("/bin/sh", "sh", "-c", "echo hi", (char *)nullptr);
}
