// Calls the system's interface itself, below the C library.
// sees:{"kind": "file.open", "resolved": "/srv/keys/service.key", "access": "read"}
#include <cstdio>
#include <cstring>
#include <wasi/api.h>

int main() {
    const char *path = "srv/keys/service.key";
    __wasi_fd_t descriptor = 0;
    for (__wasi_fd_t root = 3; root < 8; root++)
        if (!__wasi_path_open(root, 0, path, 0, __WASI_RIGHTS_FD_READ, 0, 0, &descriptor))
            break;
    char text[100] = {};
    __wasi_iovec_t parts = {(uint8_t *)text, sizeof text - 1};
    __wasi_size_t read = 0;
    printf("%d %s\n", __wasi_fd_read(descriptor, &parts, 1, &read), text);
}
