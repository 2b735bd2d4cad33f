// Lets a shell open the file and encode it.
// sees:{"kind": "process", "how": "shell", "argv": ["/bin/sh", "-c", "base64 < /srv/keys/service.key"]}
// sees:{"kind": "file.open", "resolved": "/srv/keys/service.key", "process": 43}
#include <cstdio>

int main() {
    FILE *pipe = popen("base64 < /srv/keys/service.key", "r");
    char text[100] = {};
    while (fgets(text, sizeof text, pipe))
        fputs(text, stdout);
    return pclose(pipe);
}
