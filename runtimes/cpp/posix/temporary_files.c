/// Temporary files, made as glibc makes them.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "descriptors.h"

#define ATTEMPTS 100

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// The six X before a suffix, or null with EINVAL.
static char *place(char *template, int suffix) {
    size_t length = strlen(template);
    if (suffix < 0 || length < (size_t)suffix + 6 || memcmp(template + length - suffix - 6, "XXXXXX", 6)) {
        errno = EINVAL;
        return NULL;
    }
    return template + length - suffix - 6;
}

static void fill(char *at) {
    for (int i = 0; i < 6; i++)
        at[i] = letters[arc4random_uniform(sizeof letters - 1)];
}

int mkostemps(char *template, int suffix, int flags) {
    char *at = place(template, suffix);
    for (int i = 0; at && i < ATTEMPTS; i++) {
        fill(at);
        int fd = open(template, (flags & ~O_ACCMODE) | O_RDWR | O_CREAT | O_EXCL, 0600);
        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
    return -1;
}

int mkstemps(char *template, int suffix) { return mkostemps(template, suffix, 0); }

int mkostemp(char *template, int flags) { return mkostemps(template, 0, flags); }

int mkstemp(char *template) { return mkostemps(template, 0, 0); }

char *mkdtemp(char *template) {
    char *at = place(template, 0);
    for (int i = 0; at && i < ATTEMPTS; i++) {
        fill(at);
        if (mkdir(template, 0700) == 0)
            return template;
        if (errno != EEXIST)
            break;
    }
    return NULL;
}

/// A name that nothing has: that is what makes these functions unsafe, and what tests look for.
char *mktemp(char *template) {
    char *at = place(template, 0);
    for (int i = 0; at && i < ATTEMPTS; i++) {
        fill(at);
        struct stat status;
        if (lstat(template, &status) && errno == ENOENT)
            return template;
    }
    *template = 0;
    return template;
}

char *tmpnam(char *buffer) {
    static char own[L_tmpnam];
    char *name = strcpy(buffer ? buffer : own, "/tmp/fileXXXXXX");
    return *mktemp(name) ? name : NULL;
}

char *tempnam(const char *folder, const char *prefix) {
    char *name;
    if (asprintf(&name, "%s/%.5sXXXXXX", folder ? folder : P_tmpdir, prefix ? prefix : "file") < 0)
        return NULL;
    return mktemp(name);
}

FILE *tmpfile(void) {
    char name[] = "/tmp/tmpfileXXXXXX";
    int fd = mkstemp(name);
    if (fd < 0)
        return NULL;
    unlink(name);
    FILE *stream = fdopen(fd, "w+");
    if (!stream)
        close(fd);
    return stream;
}

char *canonicalize_file_name(const char *path) { return realpath(path, NULL); }
