/// Starting programs, which run on the host's virtual machine, and waiting for them.
#include "processes.h"
#include "host.h"

#include <errno.h>
#include <limits.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <wasi/api.h>

/// What a shell answers when a command can't be run.
#define NOT_RUN 127
#define MOST_ARGUMENTS 4096

/// What a program inherits.
static void own_streams(struct descriptor streams[3]) {
    for (int i = 0; i < 3; i++)
        streams[i] = descriptor_of(i);
}

int system(const char *command) {
    if (!command)
        return 1;
    uint32_t program;
    struct descriptor streams[3];
    own_streams(streams);
    return start_shell(command, &program) ? NOT_RUN << 8 : run_program(program, streams);
}

/// The streams of `popen`, and their programs.
static struct opened {
    FILE *stream;
    int child;
    struct opened *next;
} *all_opened;

/// Starts the shell of `popen` as a child; its id, or 0.
static int open_child(const char *command, int which, int end) {
    struct descriptor streams[3];
    own_streams(streams);
    streams[which] = descriptor_of(end);
    uint32_t program;
    int error = start_shell(command, &program);
    struct child *child = error ? NULL : new_child();
    if (error)
        errno = error;
    if (!child)
        return 0;
    become_program(child, program, streams);
    return child->id;
}

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
    opened->child = open_child(command, reads ? STDOUT_FILENO : STDIN_FILENO, ends[reads]);
    close(ends[reads]);
    opened->stream = opened->child ? fdopen(ends[!reads], reads ? "r" : "w") : NULL;
    if (!opened->stream) {
        close(ends[!reads]);
        free(opened);
        return NULL;
    }
    opened->next = all_opened;
    all_opened = opened;
    return opened->stream;
}

int pclose(FILE *stream) {
    for (struct opened **at = &all_opened; *at; at = &(*at)->next) {
        struct opened *opened = *at;
        if (opened->stream != stream)
            continue;
        int child = opened->child, status;
        *at = opened->next;
        free(opened);
        // The end of its input lets the program run.
        fclose(stream);
        return ended_child(child, &status) ? status : fail(ECHILD);
    }
    return fail(ECHILD);
}

/// Replaces this process, or the child that is running in its place.
static int replace(const char *path, char *const argv[], char *const environment[]) {
    uint32_t program;
    int error = start_program(path, argv, environment, &program);
    if (error)
        return fail(error);
    struct descriptor streams[3];
    own_streams(streams);
    end_child_as_program(program, streams);
    run_children();
    int status = run_program(program, streams);
    if (WIFSIGNALED(status))
        __builtin_trap();
    __wasi_proc_exit(WEXITSTATUS(status));
}

int execve(const char *path, char *const argv[], char *const environment[]) {
    // Without a slash it is a file of the current folder.
    char here[PATH_MAX];
    if (*path && !strchr(path, '/')) {
        snprintf(here, sizeof here, "./%s", path);
        path = here;
    }
    return replace(path, argv, environment);
}

int execv(const char *path, char *const argv[]) { return execve(path, argv, environ); }

int execvp(const char *path, char *const argv[]) { return replace(path, argv, environ); }

int execvpe(const char *path, char *const argv[], char *const environment[]) {
    return replace(path, argv, environment);
}

int fexecve(int fd, char *const argv[], char *const environment[]) {
    return replace(argv && argv[0] ? argv[0] : "", argv, environment);
}

/// The arguments of a call, up to a null, in `argv`.
#define ARGUMENT_LIST(first)                                                                                           \
    char *argv[MOST_ARGUMENTS] = {(char *)first};                                                                      \
    va_list more;                                                                                                      \
    va_start(more, first);                                                                                             \
    for (int i = 1; argv[i - 1] && i < MOST_ARGUMENTS - 1; i++)                                                        \
        argv[i] = va_arg(more, char *)

int execl(const char *path, const char *first, ...) {
    ARGUMENT_LIST(first);
    va_end(more);
    return execv(path, argv);
}

int execlp(const char *path, const char *first, ...) {
    ARGUMENT_LIST(first);
    va_end(more);
    return execvp(path, argv);
}

int execle(const char *path, const char *first, ...) {
    ARGUMENT_LIST(first);
    char *const *environment = va_arg(more, char *const *);
    va_end(more);
    return execve(path, argv, environment);
}

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

int daemon(int stay, int keep) { return stay ? 0 : chdir("/"); }
