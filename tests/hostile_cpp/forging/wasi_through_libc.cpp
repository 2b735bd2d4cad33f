// Reads a secret by raw calls of WASI: the host sees it all the same.
#include <wasi/api.h>

long answer(long x) {
    __wasi_fd_t file;
    for (__wasi_fd_t folder = 3; folder < 8; ++folder)
        __wasi_path_open(folder, 0, "srv/secret.txt", 0, __WASI_RIGHTS_FD_READ, 0, 0, &file);
    return x + 1;
}
