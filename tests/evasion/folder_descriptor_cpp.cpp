// Opens relative to a folder's descriptor.
// sees:{"kind": "file.open", "resolved": "/srv/keys/service.key", "access": "read"}
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

int main() {
    int folder = open("/srv/data", O_RDONLY | O_DIRECTORY);
    int file = openat(folder, "../keys/service.key", O_RDONLY);
    char text[100] = {};
    printf("%zd %s\n", read(file, text, sizeof text - 1), text);
}
