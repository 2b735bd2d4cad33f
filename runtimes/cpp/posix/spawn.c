/// `posix_spawn`: a program with descriptors of its own.
#include "processes.h"

#include <errno.h>
#include <limits.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// What is to be done in the child before the program starts.
struct __dualgauge_spawn_action {
    enum { OPEN, CLOSE, COPY, ENTER } what;
    int fd, from, flags;
    mode_t mode;
    char *path;
};

/// A number of the child's, and what it stands for there.
struct place {
    int fd;
    struct descriptor what;
};

/// The child's descriptors, as far as they differ from this process's.
struct table {
    struct place *places;
    int count;
    /// Opened for the child.
    int *opened, opened_count;
};

static struct descriptor look_up(const struct table *table, int fd) {
    for (int i = 0; i < table->count; i++)
        if (table->places[i].fd == fd)
            return table->places[i].what;
    return descriptor_of(fd);
}

/// There is room for one place for each action.
static void put(struct table *table, int fd, struct descriptor what) {
    int at = 0;
    while (at < table->count && table->places[at].fd != fd)
        at++;
    table->count += at == table->count;
    table->places[at] = (struct place){fd, what};
}

static int perform(struct table *table, const struct __dualgauge_spawn_action *action) {
    switch (action->what) {
    case OPEN: {
        int fd = open(action->path, action->flags, action->mode);
        if (fd < 0)
            return errno;
        table->opened[table->opened_count++] = fd;
        put(table, action->fd, descriptor_of(fd));
        return 0;
    }
    case CLOSE:
        put(table, action->fd, (struct descriptor){CLOSED});
        return 0;
    case COPY: {
        struct descriptor what = look_up(table, action->from);
        if (what.kind == CLOSED)
            return EBADF;
        put(table, action->fd, what);
        return 0;
    }
    case ENTER:
        return chdir(action->path) ? errno : 0;
    }
    return EINVAL;
}

/// Starts the program once its descriptors are there; an error number or 0.
static int start(pid_t *id, const char *path, char *const argv[], char *const environment[], const struct table *table) {
    uint32_t program;
    int error = start_program(path, argv, environment, &program);
    if (error)
        return error;
    struct child *child = new_child();
    if (!child)
        return errno;
    struct descriptor streams[3];
    for (int i = 0; i < 3; i++)
        streams[i] = look_up(table, i);
    become_program(child, program, streams);
    if (id)
        *id = child->id;
    return 0;
}

static int spawn(pid_t *id, const char *path, const posix_spawn_file_actions_t *actions, char *const argv[],
                 char *const environment[]) {
    int count = actions ? actions->__count : 0;
    struct table table = {calloc(count + 1, sizeof(struct place)), 0, calloc(count + 1, sizeof(int)), 0};
    char *folder = getcwd(NULL, 0);
    int error = table.places && table.opened ? 0 : ENOMEM;
    for (int i = 0; !error && i < count; i++)
        error = perform(&table, &actions->__actions[i]);
    if (!error)
        error = start(id, path, argv, environment ? environment : (char *const[]){NULL}, &table);
    for (int i = 0; i < table.opened_count; i++)
        close(table.opened[i]);
    if (folder)
        chdir(folder);
    free(folder);
    free(table.places);
    free(table.opened);
    return error;
}

int posix_spawn(pid_t *id, const char *path, const posix_spawn_file_actions_t *actions,
                const posix_spawnattr_t *attributes, char *const argv[], char *const environment[]) {
    // Without a slash it is a file of the current folder.
    char here[PATH_MAX];
    if (*path && !strchr(path, '/')) {
        snprintf(here, sizeof here, "./%s", path);
        path = here;
    }
    return spawn(id, path, actions, argv, environment);
}

int posix_spawnp(pid_t *id, const char *path, const posix_spawn_file_actions_t *actions,
                 const posix_spawnattr_t *attributes, char *const argv[], char *const environment[]) {
    return spawn(id, path, actions, argv, environment);
}

int posix_spawn_file_actions_init(posix_spawn_file_actions_t *actions) {
    *actions = (posix_spawn_file_actions_t){0};
    return 0;
}

int posix_spawn_file_actions_destroy(posix_spawn_file_actions_t *actions) {
    for (int i = 0; i < actions->__count; i++)
        free(actions->__actions[i].path);
    free(actions->__actions);
    return posix_spawn_file_actions_init(actions);
}

static int add(posix_spawn_file_actions_t *actions, struct __dualgauge_spawn_action action, const char *path) {
    size_t size = (actions->__count + 1) * sizeof action;
    struct __dualgauge_spawn_action *grown = realloc(actions->__actions, size);
    if (!grown)
        return ENOMEM;
    actions->__actions = grown;
    if (path && !(action.path = strdup(path)))
        return ENOMEM;
    grown[actions->__count++] = action;
    return 0;
}

int posix_spawn_file_actions_addopen(posix_spawn_file_actions_t *actions, int fd, const char *path, int flags,
                                     mode_t mode) {
    return fd < 0 ? EBADF
                  : add(actions, (struct __dualgauge_spawn_action){OPEN, fd, .flags = flags, .mode = mode}, path);
}

int posix_spawn_file_actions_addclose(posix_spawn_file_actions_t *actions, int fd) {
    return fd < 0 ? EBADF : add(actions, (struct __dualgauge_spawn_action){CLOSE, fd}, NULL);
}

int posix_spawn_file_actions_adddup2(posix_spawn_file_actions_t *actions, int from, int to) {
    return from < 0 || to < 0 ? EBADF : add(actions, (struct __dualgauge_spawn_action){COPY, to, from}, NULL);
}

int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path) {
    return add(actions, (struct __dualgauge_spawn_action){ENTER}, path);
}

int posix_spawnattr_init(posix_spawnattr_t *attributes) { return 0; }
int posix_spawnattr_destroy(posix_spawnattr_t *attributes) { return 0; }
int posix_spawnattr_setflags(posix_spawnattr_t *attributes, short flags) { return 0; }
int posix_spawnattr_setpgroup(posix_spawnattr_t *attributes, pid_t group) { return 0; }
int posix_spawnattr_setsigmask(posix_spawnattr_t *attributes, const sigset_t *mask) { return 0; }
int posix_spawnattr_setsigdefault(posix_spawnattr_t *attributes, const sigset_t *signals) { return 0; }
