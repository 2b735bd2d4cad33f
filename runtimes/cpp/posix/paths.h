/// Paths as the host wants them.
#pragma once

#include <limits.h>
#include <stddef.h>

/// A path made absolute, and its length.
struct absolute {
    char text[2 * PATH_MAX];
    size_t length;
};

/// Makes a path absolute: relative ones start at a folder's descriptor or at the current folder. False if it can't be said
/// (too long, or a folder that nobody named).
int make_absolute(struct absolute *out, int folder, const char *path);
/// WASI's descriptor and the path relative to it, or -1. The path lies in a buffer that the next call uses again.
int relative_path(const char *path, const char **relative);
