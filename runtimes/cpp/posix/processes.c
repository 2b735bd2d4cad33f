/// Programs, of which there are none: every start is recorded, and answered as on a machine where no program is installed.
#include "processes.h"
#include "descriptors.h"
#include "host.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/// What a shell answers when there is no such command.
#define NOT_FOUND 127
#define MOST_ARGUMENTS 4096

/// Records that a program was started: its path stands for the first argument.
static int spawned(const char *path, char *const argv[]) {
    size_t length = strlen(path) + 1;
    for (int i = 1; argv && argv[0] && argv[i]; i++)
        length += strlen(argv[i]) + 1;
    char *text = malloc(length);
    if (!text)
        return ENOMEM;
    char *end = stpcpy(text, path) + 1;
    for (int i = 1; argv && argv[0] && argv[i]; i++)
        end = stpcpy(end, argv[i]) + 1;
    int error = dg_process(DG_SPAWN, text, length);
    free(text);
    return error;
}

/// The first word of a command line, without its quotes, or null if there is none.
static char *first_word(const char *command) {
    while (isspace((unsigned char)*command))
        command++;
    if (!*command || *command == '#')
        return NULL;
    char *word = malloc(strlen(command) + 1), *end = word, quote = 0;
    for (; word && *command && (quote || !isspace((unsigned char)*command)); command++) {
        if (*command == quote)
            quote = 0;
        else if (!quote && (*command == '"' || *command == '\''))
            quote = *command;
        else if (*command == '\\' && quote != '\'' && command[1])
            *end++ = *++command;
        else
            *end++ = *command;
    }
    if (word)
        *end = 0;
    return word;
}

/// Records a command line, writes what the shell says of it, and gives its exit code.
static int shelled(const char *command, const char *shell) {
    size_t length = strlen(command);
    char *argv = malloc(sizeof "/bin/sh\0-c" + length + 1);
    if (!argv)
        return NOT_FOUND;
    memcpy(argv, "/bin/sh\0-c", sizeof "/bin/sh\0-c");
    memcpy(argv + sizeof "/bin/sh\0-c", command, length + 1);
    dg_process(DG_SHELL, argv, sizeof "/bin/sh\0-c" + length + 1);
    free(argv);
    char *word = first_word(command);
    if (!word)
        return 0;
    fflush(stdout);
    dprintf(STDERR_FILENO, "%s: 1: %s: not found\n", shell, word);
    free(word);
    return NOT_FOUND;
}

int system(const char *command) {
    if (!command)
        return 1;
    return shelled(command, "sh") << 8;
}

/// The streams of `popen`, and how their programs ended.
static struct opened {
    FILE *stream;
    int status;
    struct opened *next;
} *all_opened;

FILE *popen(const char *command, const char *mode) {
    if (*mode != 'r' && *mode != 'w') {
        errno = EINVAL;
        return NULL;
    }
    struct opened *opened = malloc(sizeof *opened);
    int ends[2];
    if (!opened || pipe(ends)) {
        free(opened);
        return NULL;
    }
    int reads = *mode == 'r';
    close(ends[reads]);
    opened->stream = fdopen(ends[!reads], reads ? "r" : "w");
    opened->status = shelled(command, "/bin/sh") << 8;
    opened->next = all_opened;
    all_opened = opened;
    return opened->stream;
}

int pclose(FILE *stream) {
    for (struct opened **at = &all_opened; *at; at = &(*at)->next) {
        struct opened *opened = *at;
        if (opened->stream != stream)
            continue;
        int status = opened->status;
        *at = opened->next;
        free(opened);
        fclose(stream);
        return status;
    }
    return fail(ECHILD);
}

int execve(const char *path, char *const argv[], char *const environment[]) { return fail(spawned(path, argv)); }

int execv(const char *path, char *const argv[]) { return execve(path, argv, NULL); }

int execvp(const char *path, char *const argv[]) { return execve(path, argv, NULL); }

int execvpe(const char *path, char *const argv[], char *const environment[]) { return execve(path, argv, environment); }

int fexecve(int fd, char *const argv[], char *const environment[]) {
    return execve(argv && argv[0] ? argv[0] : "", argv, environment);
}

/// Starts a program whose arguments are those of a call, up to a null.
#define EXEC_LIST(path, first)                                                                                         \
    char *argv[MOST_ARGUMENTS] = {(char *)first};                                                                      \
    va_list more;                                                                                                      \
    va_start(more, first);                                                                                             \
    for (int i = 1; argv[i - 1] && i < MOST_ARGUMENTS - 1; i++)                                                        \
        argv[i] = va_arg(more, char *);                                                                                \
    va_end(more);                                                                                                      \
    return execve(path, argv, NULL)

int execl(const char *path, const char *first, ...) { EXEC_LIST(path, first); }

int execlp(const char *path, const char *first, ...) { EXEC_LIST(path, first); }

int execle(const char *path, const char *first, ...) { EXEC_LIST(path, first); }

int posix_spawn(pid_t *id, const char *path, const posix_spawn_file_actions_t *actions,
                const posix_spawnattr_t *attributes, char *const argv[], char *const environment[]) {
    return spawned(path, argv);
}

int posix_spawnp(pid_t *id, const char *path, const posix_spawn_file_actions_t *actions,
                 const posix_spawnattr_t *attributes, char *const argv[], char *const environment[]) {
    return spawned(path, argv);
}

int posix_spawn_file_actions_init(posix_spawn_file_actions_t *actions) { return 0; }
int posix_spawn_file_actions_destroy(posix_spawn_file_actions_t *actions) { return 0; }
int posix_spawn_file_actions_addopen(posix_spawn_file_actions_t *actions, int fd, const char *path, int flags,
                                     mode_t mode) {
    return 0;
}
int posix_spawn_file_actions_addclose(posix_spawn_file_actions_t *actions, int fd) { return 0; }
int posix_spawn_file_actions_adddup2(posix_spawn_file_actions_t *actions, int from, int to) { return 0; }
int posix_spawnattr_init(posix_spawnattr_t *attributes) { return 0; }
int posix_spawnattr_destroy(posix_spawnattr_t *attributes) { return 0; }
int posix_spawnattr_setflags(posix_spawnattr_t *attributes, short flags) { return 0; }
int posix_spawnattr_setpgroup(posix_spawnattr_t *attributes, pid_t group) { return 0; }
int posix_spawnattr_setsigmask(posix_spawnattr_t *attributes, const sigset_t *mask) { return 0; }
int posix_spawnattr_setsigdefault(posix_spawnattr_t *attributes, const sigset_t *signals) { return 0; }

pid_t waitpid(pid_t wanted, int *status, int options) {
    int how = 0, id = ended_child(wanted, &how);
    if (!id)
        return fail(ECHILD);
    if (status)
        *status = how;
    return id;
}

pid_t wait(int *status) { return waitpid(-1, status, 0); }

pid_t wait4(pid_t wanted, int *status, int options, struct rusage *usage) {
    if (usage)
        memset(usage, 0, sizeof *usage);
    return waitpid(wanted, status, options);
}

pid_t wait3(int *status, int options, struct rusage *usage) { return wait4(-1, status, options, usage); }

int waitid(idtype_t kind, unsigned id, siginfo_t *info, int options) {
    int status, child = waitpid(kind == P_PID ? (pid_t)id : -1, &status, 0);
    if (child < 0)
        return -1;
    if (info)
        *info = (siginfo_t){.si_signo = SIGCHLD,
                            .si_code = WIFEXITED(status) ? CLD_EXITED : CLD_KILLED,
                            .si_pid = child,
                            .si_status = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status)};
    return 0;
}

int daemon(int stay, int keep) {
    int error = dg_process(DG_FORK, "", 0);
    if (error)
        return fail(error);
    return stay ? 0 : chdir("/");
}
