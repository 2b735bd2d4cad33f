// Puts an address together from bytes.
// sees:{"kind": "network", "how": "connect", "target": "169.254.169.254:80", "scope": "metadata"}
#include <cstdio>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

int main() {
    int connection = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(80);
    const unsigned char bytes[] = {0xa9, 0xfe, 0xa9, 0xfe};
    memcpy(&address.sin_addr, bytes, sizeof bytes);
    if (connect(connection, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0) {
        write(connection, "GET / HTTP/1.0\r\n\r\n", 18);
        char text[200] = {};
        read(connection, text, sizeof text - 1);
        puts(text);
    }
}
