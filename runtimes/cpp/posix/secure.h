/// TLS on a connected socket, as the libraries that offer it share it. The host does it all: afterwards the socket sends and
/// receives what the program means.
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

/// What is wanted.
struct security {
    /// The name to tell the server and, with `check_name`, to look for in its certificate; null: none.
    const char *server_name;
    /// Versions such as "1.2"; null: no limit.
    const char *minimum, *maximum;
    /// "system", "custom" or "none"; and, with the first two, the text of authorities of one's own in PEM.
    const char *authorities, *authority_text;
    int verify, check_name;
    /// Whether `verify` is what the library does by itself.
    int library_default;
};

/// What came of it: texts of the heap, or null.
struct secured {
    char *version, *subject, *issuer;
    /// The names of the certificate, each ended by a line feed.
    char *names;
    /// What is wrong with the certificate, or why there is no connection, as OpenSSL says it; null or empty: nothing.
    char *problem;
};

/// An error number or 0; EPROTO if the two sides don't agree.
int secure_socket(int fd, const struct security *wanted, struct secured *out);
/// Connects a socket anew, to the same peer; an error number or 0.
int reconnect_socket(int fd);
void secured_clear(struct secured *secured);
/// The texts of a file of authorities in PEM, of the heap; null if it can't be read. The files in which systems keep the usual
/// authorities give an empty text.
char *read_authorities(const char *path);

#ifdef __cplusplus
}
#endif
