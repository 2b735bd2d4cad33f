// OpenSSL's client: which certificates are accepted, by whom.
#include <cstdio>
#include <cstring>
#include <netdb.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

static int reach(const char *host) {
    addrinfo hints{}, *found = nullptr;
    hints.ai_socktype = SOCK_STREAM;
    getaddrinfo(host, "443", &hints, &found);
    int fd = socket(found->ai_family, SOCK_STREAM, 0);
    connect(fd, found->ai_addr, found->ai_addrlen);
    freeaddrinfo(found);
    return fd;
}

static int accept_all(int, X509_STORE_CTX *) { return 1; }

enum { VERIFIES = 1, NAMES = 2, CALLBACK = 4 };

static void talk(const char *host, int how, const char *file = nullptr, int least = 0) {
    ERR_clear_error();
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    if (file)
        printf("load %d, ", SSL_CTX_load_verify_locations(context, file, nullptr));
    else
        SSL_CTX_set_default_verify_paths(context);
    if (how & VERIFIES)
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, how & CALLBACK ? accept_all : nullptr);
    if (least)
        SSL_CTX_set_min_proto_version(context, least);
    SSL *ssl = SSL_new(context);
    SSL_set_tlsext_host_name(ssl, host);
    if (how & NAMES)
        SSL_set1_host(ssl, host);
    int fd = reach(host);
    SSL_set_fd(ssl, fd);
    int connected = SSL_connect(ssl);
    printf("%s %d: %d, %s", host, how, connected, X509_verify_cert_error_string(SSL_get_verify_result(ssl)));
    if (connected == 1) {
        std::string request = "GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\nConnection: close\r\n\r\n", answer;
        SSL_write(ssl, request.data(), request.size());
        char block[100];
        for (int got; (got = SSL_read(ssl, block, sizeof block)) > 0;)
            answer.append(block, got);
        X509 *certificate = SSL_get_peer_certificate(ssl);
        char name[100];
        X509_NAME_oneline(X509_get_subject_name(certificate), name, sizeof name);
        printf(", %s, %s, %s, for this host %d", SSL_get_version(ssl), answer.substr(answer.find("\r\n\r\n") + 4).c_str(), name,
               X509_check_host(certificate, host, 0, 0, nullptr));
        X509_free(certificate);
        SSL_shutdown(ssl);
    } else {
        char text[256];
        ERR_error_string_n(ERR_get_error(), text, sizeof text);
        printf(", %d, %s", SSL_get_error(ssl, connected), text);
    }
    puts("");
    SSL_free(ssl);
    close(fd);
    SSL_CTX_free(context);
}

int main() {
    talk("good.example.com", 0);
    talk("good.example.com", VERIFIES | NAMES);
    talk("self.example.com", VERIFIES | NAMES);
    talk("self.example.com", 0);
    talk("self.example.com", VERIFIES | CALLBACK);
    talk("wrong.example.com", VERIFIES);
    talk("wrong.example.com", VERIFIES | NAMES);
    talk("old.example.com", VERIFIES | NAMES);
    talk("corp.example.com", VERIFIES | NAMES);
    talk("corp.example.com", VERIFIES | NAMES, "/etc/ssl/corp.pem");
    talk("good.example.com", VERIFIES, "/nowhere.pem");
    talk("late.example.com", VERIFIES, nullptr, TLS1_3_VERSION);
}
