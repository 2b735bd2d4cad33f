#include "paths.h"
#include "descriptors.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <wasi/libc-find-relpath.h>

int make_absolute(struct absolute *out, int folder, const char *path) {
    char current[PATH_MAX];
    const char *base = "";
    if (path[0] != '/') {
        base = folder == AT_FDCWD ? getcwd(current, sizeof current) : folder_name(folder);
        if (!base)
            return 0;
    }
    int length = snprintf(out->text, sizeof out->text, "%s%s%s", base, *base ? "/" : "", path);
    out->length = length;
    return length >= 0 && (size_t)length < sizeof out->text;
}

int relative_path(const char *path, const char **relative) {
    static char *buffer;
    static size_t length;
    const char *prefix;
    int folder = __wasilibc_find_relpath_alloc(path, &prefix, &buffer, &length, 1);
    if (folder < 0)
        errno = ENOENT;
    *relative = buffer;
    return folder;
}
