/// Names, sockets and TLS, with the callbacks by which programs watch them.
#include "connection.h"

#include "../openssl/tls.h"
#include "../posix/secure.h"
#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <netdb.h>
#include <netinet/in.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define MILLISECOND 1000000ull
/// How long libcurl tries to connect, in milliseconds.
#define CONNECT_PATIENCE 300000

/// The host as a name or an address: without an IPv6 address's brackets.
static char *bare_host(const CURLU *url) {
    size_t length = strlen(url->host);
    return *url->host == '[' && length > 2 ? strndup(url->host + 1, strcspn(url->host + 1, "%]")) : strdup(url->host);
}

/// What CURLOPT_RESOLVE says of a host and port: addresses, parted by commas, or null. Later entries count.
static const char *given_addresses(const CURL *curl, const char *host, int port) {
    const char *found = NULL;
    for (struct curl_slist *at = pointer_set(curl, CURLOPT_RESOLVE); at; at = at->next) {
        const char *text = at->data, *rest = text + strcspn(text, ":");
        int removes = *text == '-', named = removes || *text == '+';
        size_t length = rest - text - named;
        int is_host = (length == strlen(host) && !strncasecmp(text + named, host, length)) ||
                      (length == 1 && text[named] == '*');
        if (!*rest || !is_host || atoi(rest + 1) != port)
            continue;
        const char *addresses = strchr(rest + 1, ':');
        found = removes || !addresses ? NULL : addresses + 1;
    }
    return found;
}

/// The addresses to try, as `getaddrinfo` gives them.
static CURLcode find_addresses(CURL *curl, const char *host, int port, struct addrinfo **found) {
    int64_t versions = number_set(curl, CURLOPT_IPRESOLVE, CURL_IPRESOLVE_WHATEVER);
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM,
                             .ai_family = versions == CURL_IPRESOLVE_V4   ? AF_INET
                                          : versions == CURL_IPRESOLVE_V6 ? AF_INET6
                                                                          : AF_UNSPEC};
    char service[16];
    snprintf(service, sizeof service, "%d", port);
    const char *given = given_addresses(curl, host, port);
    struct addrinfo **end = found;
    *found = NULL;
    if (!given && getaddrinfo(host, service, &hints, found))
        return explain(curl, CURLE_COULDNT_RESOLVE_HOST, "Could not resolve host: %s", host);
    while (given && *given) {
        size_t length = strcspn(given, ",");
        char *address = strndup(given + (*given == '['), length - (*given == '[' ? 2 : 0));
        hints.ai_flags = AI_NUMERICHOST;
        if (address && !getaddrinfo(address, service, &hints, end))
            while (*end)
                end = &(*end)->ai_next;
        free(address);
        given += length + (given[length] == ',');
    }
    return *found ? CURLE_OK : explain(curl, CURLE_COULDNT_RESOLVE_HOST, "Could not resolve host: %s", host);
}

static int64_t left_until(uint64_t deadline) {
    uint64_t now = clock_now();
    if (deadline == UINT64_MAX)
        return INT_MAX;
    uint64_t left = deadline > now ? (deadline - now + MILLISECOND - 1) / MILLISECOND : 0;
    return left < INT_MAX ? (int64_t)left : INT_MAX;
}

/// Sets how long a socket waits; 0 if the time is over.
static int set_patience(int fd, int option, int64_t milliseconds) {
    struct timeval time = {milliseconds / 1000, milliseconds % 1000 * 1000};
    if (milliseconds == INT_MAX)
        time = (struct timeval){0};
    return milliseconds > 0 && !setsockopt(fd, SOL_SOCKET, option, &time, sizeof time);
}

/// A socket, which the program may make, refuse or look at.
static int open_socket(CURL *curl, const struct addrinfo *address) {
    struct {
        struct curl_sockaddr public;
        /// Longer addresses than `public` shows go on here.
        char rest[sizeof(struct sockaddr_storage)];
    } wanted = {{address->ai_family, address->ai_socktype, address->ai_protocol, address->ai_addrlen}, ""};
    memcpy(&wanted.public.addr, address->ai_addr, address->ai_addrlen);
    curl_opensocket_callback open = (curl_opensocket_callback)pointer_set(curl, CURLOPT_OPENSOCKETFUNCTION);
    curl_sockopt_callback set = (curl_sockopt_callback)pointer_set(curl, CURLOPT_SOCKOPTFUNCTION);
    int fd = open ? open(pointer_set(curl, CURLOPT_OPENSOCKETDATA), CURLSOCKTYPE_IPCXN, &wanted.public)
                  : socket(address->ai_family, address->ai_socktype, address->ai_protocol);
    if (fd >= 0 && set && set(pointer_set(curl, CURLOPT_SOCKOPTDATA), fd, CURLSOCKTYPE_IPCXN) == CURL_SOCKOPT_ERROR) {
        close(fd);
        return -1;
    }
    return fd;
}

void link_close(struct link *link) {
    curl_closesocket_callback end = (curl_closesocket_callback)pointer_set(link->curl, CURLOPT_CLOSESOCKETFUNCTION);
    if (link->fd >= 0 && end)
        end(pointer_set(link->curl, CURLOPT_CLOSESOCKETDATA), link->fd);
    else if (link->fd >= 0)
        close(link->fd);
    link->fd = -1;
}

/// Notes the two ends of a connection.
static void note_ends(int fd, struct result *result) {
    struct sockaddr_storage address;
    socklen_t length = sizeof address;
    char port[16];
    if (!getpeername(fd, (void *)&address, &length)) {
        getnameinfo((void *)&address, length, result->primary_ip, sizeof result->primary_ip, port, sizeof port,
                    NI_NUMERICHOST | NI_NUMERICSERV);
        result->primary_port = atoi(port);
    }
    length = sizeof address;
    if (!getsockname(fd, (void *)&address, &length)) {
        getnameinfo((void *)&address, length, result->local_ip, sizeof result->local_ip, port, sizeof port,
                    NI_NUMERICHOST | NI_NUMERICSERV);
        result->local_port = atoi(port);
    }
}

/// Tries one address after the other.
static CURLcode connect_to(struct link *link, const char *host, int port, const struct addrinfo *addresses) {
    CURL *curl = link->curl;
    int64_t patience = number_set(curl, CURLOPT_CONNECTTIMEOUT_MS, number_set(curl, CURLOPT_CONNECTTIMEOUT, 0) * 1000);
    uint64_t until = clock_now() + (patience > 0 ? patience : CONNECT_PATIENCE) * MILLISECOND;
    int error = 0;
    if (link->deadline < until)
        until = link->deadline;
    for (; addresses; addresses = addresses->ai_next) {
        link->fd = open_socket(curl, addresses);
        if (link->fd < 0)
            continue;
        int64_t left = left_until(until);
        error = set_patience(link->fd, SO_SNDTIMEO, left) ? 0 : ETIMEDOUT;
        if (!error && !connect(link->fd, addresses->ai_addr, addresses->ai_addrlen)) {
            curl->result.connections++;
            note_ends(link->fd, &curl->result);
            return CURLE_OK;
        }
        error = error ? error : errno;
        link_close(link);
    }
    curl->result.system_error = error;
    if (error == EINPROGRESS || error == ETIMEDOUT)
        return explain(curl, CURLE_OPERATION_TIMEDOUT, "Failed to connect to %s port %d: Timeout was reached", host, port);
    return explain(curl, CURLE_COULDNT_CONNECT, "Failed to connect to %s port %d: Couldn't connect to server", host, port);
}

/// The versions that CURLOPT_SSLVERSION names, as the host does.
static const char *version_name(int64_t number) {
    static const char *const names[] = {NULL, NULL, NULL, "ssl3", "1.0", "1.1", "1.2", "1.3"};
    return number >= 0 && number < 8 ? names[number] : NULL;
}

static CURLcode secure(struct link *link, const char *host) {
    CURL *curl = link->curl;
    const char *file = text_set(curl, CURLOPT_CAINFO);
    char *authorities = file ? read_authorities(file) : NULL;
    if (file && !authorities)
        return explain(curl, CURLE_SSL_CACERT_BADFILE, "error setting certificate file: %s", file);
    int64_t version = number_set(curl, CURLOPT_SSLVERSION, 0);
    int is_custom = authorities && *authorities;
    struct security wanted = {
        .server_name = host,
        .minimum = version_name(version & 0xffff),
        .maximum = version_name(version >> 16),
        .authorities = is_custom ? "custom" : "system",
        .authority_text = is_custom ? authorities : NULL,
        .verify = number_set(curl, CURLOPT_SSL_VERIFYPEER, 1) != 0,
        .check_name = number_set(curl, CURLOPT_SSL_VERIFYHOST, 2) != 0,
        .library_default = !setting_of(curl, CURLOPT_SSL_VERIFYPEER) && !setting_of(curl, CURLOPT_SSL_VERIFYHOST)};
    struct secured secured;
    int error = secure_socket(link->fd, &wanted, &secured);
    CURLcode code = CURLE_OK;
    if (error == EPROTO && secured.problem && strstr(secured.problem, "certificate"))
        code = explain(curl, CURLE_PEER_FAILED_VERIFICATION, "SSL certificate problem: %s",
                       strstr(secured.problem, ": ") ? strstr(secured.problem, ": ") + 2 : secured.problem);
    else if (error)
        code = explain(curl, CURLE_SSL_CONNECT_ERROR, "TLS connect error: %s",
                       secured.problem ? secured.problem : strerror(error));
    // The name counts even if the rest of the certificate doesn't.
    X509 certificate = {.names = secured.names};
    if (!code && wanted.check_name && !X509_check_host(&certificate, host, 0, 0, NULL))
        code = explain(curl, CURLE_PEER_FAILED_VERIFICATION,
                       "SSL: no alternative certificate subject name matches target host name '%s'", host);
    curl->result.verification = code == CURLE_PEER_FAILED_VERIFICATION ? X509_V_ERR_UNSPECIFIED : X509_V_OK;
    secured_clear(&secured);
    free(authorities);
    return code;
}

/// Asks the program whether the request may be made over this connection.
static CURLcode ask(CURL *curl) {
    curl_prereq_callback callback = (curl_prereq_callback)pointer_set(curl, CURLOPT_PREREQFUNCTION);
    struct result *result = &curl->result;
    if (!callback || callback(pointer_set(curl, CURLOPT_PREREQDATA), result->primary_ip, result->local_ip,
                              result->primary_port, result->local_port) == CURL_PREREQFUNC_OK)
        return CURLE_OK;
    return explain(curl, CURLE_ABORTED_BY_CALLBACK, "operation aborted by pre-request callback");
}

CURLcode link_open(struct link *link, CURL *curl, const CURLU *url, uint64_t deadline) {
    link->curl = curl;
    link->fd = -1;
    link->deadline = deadline;
    link->at = link->length = 0;
    char *host = bare_host(url);
    if (!host)
        return CURLE_OUT_OF_MEMORY;
    struct addrinfo *addresses;
    int port = url_port(url);
    CURLcode code = find_addresses(curl, host, port, &addresses);
    curl->result.resolved = clock_now();
    if (!code)
        code = connect_to(link, host, port, addresses);
    freeaddrinfo(addresses);
    size_t length = strlen(url->scheme);
    if (!code && length > 1 && url->scheme[length - 1] == 's')
        code = secure(link, host);
    curl->result.connected = clock_now();
    free(host);
    if (!code)
        code = ask(curl);
    if (code)
        link_close(link);
    return code;
}

CURLcode link_send(struct link *link, const void *data, size_t length) {
    for (size_t sent = 0; sent < length;) {
        ssize_t part = send(link->fd, (const char *)data + sent, length - sent, MSG_NOSIGNAL);
        if (part <= 0)
            return explain(link->curl, CURLE_SEND_ERROR, "Send failure: %s", strerror(errno));
        sent += part;
    }
    return CURLE_OK;
}

CURLcode link_fill(struct link *link) {
    if (link->at < link->length)
        return CURLE_OK;
    if (!set_patience(link->fd, SO_RCVTIMEO, left_until(link->deadline)))
        return explain(link->curl, CURLE_OPERATION_TIMEDOUT, "Operation timed out");
    ssize_t got = recv(link->fd, link->buffer, sizeof link->buffer, 0);
    link->at = 0;
    link->length = got > 0 ? got : 0;
    if (got >= 0)
        return CURLE_OK;
    return errno == EAGAIN ? explain(link->curl, CURLE_OPERATION_TIMEDOUT, "Operation timed out")
                           : explain(link->curl, CURLE_RECV_ERROR, "Recv failure: %s", strerror(errno));
}
