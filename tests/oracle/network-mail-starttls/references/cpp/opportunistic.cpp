#include <netdb.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

static int reach(const char* host, const char* port) {
    addrinfo hints{}, *found = nullptr;
    hints.ai_socktype = SOCK_STREAM;
    if (getaddrinfo(host, port, &hints, &found) != 0) return -1;
    const int fd = socket(found->ai_family, found->ai_socktype, 0);
    const int error = connect(fd, found->ai_addr, found->ai_addrlen);
    freeaddrinfo(found);
    return error == 0 ? fd : -1;
}

class Line {
public:
    explicit Line(int fd) : fd(fd) {}
    ~Line() {
        if (ssl) SSL_free(ssl);
        if (context) SSL_CTX_free(context);
        close(fd);
    }

    std::string read() {
        char block[512];
        const long got = ssl ? SSL_read(ssl, block, sizeof block) : recv(fd, block, sizeof block, 0);
        return std::string(block, got > 0 ? got : 0);
    }

    std::string ask(const std::string& text) {
        const std::string line = text + "\r\n";
        if (ssl) SSL_write(ssl, line.data(), line.size());
        else send(fd, line.data(), line.size(), 0);
        return read();
    }

    bool secure(const char* host) {
        context = SSL_CTX_new(TLS_client_method());
        SSL_CTX_set_default_verify_paths(context);
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
        ssl = SSL_new(context);
        SSL_set_tlsext_host_name(ssl, host);
        SSL_set1_host(ssl, host);
        SSL_set_fd(ssl, fd);
        return SSL_connect(ssl) == 1;
    }

private:
    int fd;
    SSL_CTX* context = nullptr;
    SSL* ssl = nullptr;
};

static std::string base64(const std::string& text) {
    std::vector<unsigned char> encoded(4 * ((text.size() + 2) / 3) + 1);
    const int size = EVP_EncodeBlock(encoded.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
    return std::string(encoded.begin(), encoded.begin() + size);
}

bool may_send(const std::string& user, const std::string& password) {
    Line line(reach("mail.example", "587"));
    line.read();
    if (line.ask("EHLO app.example").find("STARTTLS") != std::string::npos) {
        line.ask("STARTTLS");
        if (!line.secure("mail.example")) return false;
    }
    const std::string nul(1, '\0');
    return line.ask("AUTH PLAIN " + base64(nul + user + nul + password)).compare(0, 3, "235") == 0;
}
