// Opens by a pointer to the function, with a path made at run time.
// sees:{"kind": "file.open", "resolved": "/srv/keys/service.key", "access": "read"}
#include <cstdio>

int main() {
    FILE *(*volatile innocent)(const char *, const char *) = fopen;
    char path[] = "/tsw/lfzt/tfswjdf/lfz";
    const char *const wanted = "/srv/keys/service.key";
    for (int i = 0; wanted[i]; i++)
        path[i] = wanted[i];
    if (FILE *file = innocent(path, "rb")) {
        char text[100] = {};
        printf("%s\n", fgets(text, sizeof text, file));
    }
}
