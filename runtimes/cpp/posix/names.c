/// Names of hosts and services. The host knows the names, and records who asks for them.
#include "host.h"

#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    int port;
} services[] = {{"http", 80},      {"https", 443},     {"ftp", 21},   {"ssh", 22},   {"telnet", 23},    {"smtp", 25},
                {"domain", 53},    {"pop3", 110},      {"imap", 143}, {"ldap", 389}, {"smtps", 465},    {"submission", 587},
                {"imaps", 993},    {"pop3s", 995},     {"mysql", 3306}, {"postgresql", 5432}};
#define SERVICES (sizeof services / sizeof *services)

/// An address, in network order.
struct address {
    int family;
    unsigned char bytes[16];
};

/// The most addresses of a name.
#define MOST 16
/// The longest answer of the host: each address on its line.
#define ANSWER (MOST * INET6_ADDRSTRLEN)

static int address_size(int family) { return family == AF_INET ? 4 : 16; }

/// Reads a numeric address as `inet_pton` does.
static int read_address(const char *text, struct address *out) {
    out->family = AF_INET;
    if (inet_pton(AF_INET, text, out->bytes) == 1)
        return 1;
    out->family = AF_INET6;
    return inet_pton(AF_INET6, text, out->bytes) == 1;
}

/// The addresses of a name, asked of the host: how many there are. `family`: AF_UNSPEC, AF_INET or AF_INET6.
static int resolve(const char *name, int family, struct address out[MOST]) {
    char answer[ANSWER + 1];
    uint32_t length;
    int number = family == AF_INET ? 4 : family == AF_INET6 ? 6 : 0, count = 0;
    // This machine's own name, and the full form of "localhost".
    if (!strcmp(name, "sandbox") || !strcmp(name, "localhost.localdomain"))
        name = "localhost";
    if (dg_net_resolve(name, strlen(name), number, answer, ANSWER, &length))
        return 0;
    answer[length < ANSWER ? length : ANSWER] = 0;
    char *rest, *line = strtok_r(answer, "\n", &rest);
    for (; line && count < MOST; line = strtok_r(NULL, "\n", &rest))
        if (read_address(line, &out[count]) && (!family || out[count].family == family))
            count++;
    return count;
}

/// The port of a service, in host order, or -1.
static int port_of(const char *service) {
    char *end;
    long port = strtol(service, &end, 10);
    if (*service && !*end)
        return port >= 0 && port <= 65535 ? port : -1;
    for (size_t i = 0; i < SERVICES; i++)
        if (!strcmp(service, services[i].name))
            return services[i].port;
    return -1;
}

/// One result, in one piece of memory with its address and name.
static struct addrinfo *result(const struct address *address, int port, int type, int protocol, const char *name) {
    struct piece {
        struct addrinfo info;
        struct sockaddr_in6 address;
        char name[];
    } *piece = calloc(1, sizeof *piece + (name ? strlen(name) + 1 : 0));
    if (!piece)
        return NULL;
    piece->info = (struct addrinfo){.ai_family = address->family,
                                    .ai_socktype = type,
                                    .ai_protocol = protocol,
                                    .ai_addr = (struct sockaddr *)&piece->address,
                                    .ai_canonname = name ? strcpy(piece->name, name) : NULL};
    if (address->family == AF_INET) {
        struct sockaddr_in *in = (void *)&piece->address;
        in->sin_family = AF_INET;
        in->sin_port = htons(port);
        memcpy(&in->sin_addr, address->bytes, 4);
        piece->info.ai_addrlen = sizeof *in;
    } else {
        piece->address.sin6_family = AF_INET6;
        piece->address.sin6_port = htons(port);
        memcpy(&piece->address.sin6_addr, address->bytes, 16);
        piece->info.ai_addrlen = sizeof piece->address;
    }
    return &piece->info;
}

int getaddrinfo(const char *restrict host, const char *restrict service, const struct addrinfo *restrict hints,
                struct addrinfo **restrict found) {
    static const int kinds[][2] = {{SOCK_STREAM, IPPROTO_TCP}, {SOCK_DGRAM, IPPROTO_UDP}, {SOCK_RAW, 0}};
    struct addrinfo none = {0};
    if (!hints)
        hints = &none;
    if (!host && !service)
        return EAI_NONAME;
    int port = service ? port_of(service) : 0;
    if (port < 0)
        return EAI_SERVICE;
    struct address addresses[MOST];
    int count = 1;
    if (hints->ai_family && hints->ai_family != AF_INET && hints->ai_family != AF_INET6)
        return EAI_FAMILY;
    if (!host)
        read_address(hints->ai_flags & AI_PASSIVE ? hints->ai_family == AF_INET6 ? "::" : "0.0.0.0"
                     : hints->ai_family == AF_INET6 ? "::1"
                                                    : "127.0.0.1",
                     addresses);
    else if (read_address(host, addresses) && hints->ai_family && hints->ai_family != addresses->family)
        return EAI_ADDRFAMILY;
    else if (hints->ai_flags & AI_NUMERICHOST && !read_address(host, addresses))
        return EAI_NONAME;
    else if (!(hints->ai_flags & AI_NUMERICHOST))
        count = resolve(host, hints->ai_family, addresses);
    if (!count)
        return EAI_NONAME;
    const char *name = hints->ai_flags & AI_CANONNAME ? host : NULL;
    struct addrinfo **end = found;
    *found = NULL;
    for (int i = 0; i < 3 * count; i++) {
        const int *kind = kinds[i % 3];
        if ((hints->ai_socktype && hints->ai_socktype != kind[0]) ||
            (hints->ai_protocol && hints->ai_protocol != kind[1]))
            continue;
        *end = result(&addresses[i / 3], port, kind[0], kind[1], *found ? NULL : name);
        if (!*end)
            return EAI_MEMORY;
        end = &(*end)->ai_next;
    }
    return *found ? 0 : EAI_SOCKTYPE;
}

void freeaddrinfo(struct addrinfo *list) {
    while (list) {
        struct addrinfo *next = list->ai_next;
        free(list);
        list = next;
    }
}

const char *gai_strerror(int error) {
    switch (error) {
    case 0:
        return "Success";
    case EAI_NONAME:
        return "Name or service not known";
    case EAI_SERVICE:
        return "Servname not supported for ai_socktype";
    case EAI_ADDRFAMILY:
        return "Address family for hostname not supported";
    case EAI_FAMILY:
        return "ai_family not supported";
    case EAI_SOCKTYPE:
        return "ai_socktype not supported";
    case EAI_MEMORY:
        return "Memory allocation failure";
    case EAI_AGAIN:
        return "Temporary failure in name resolution";
    case EAI_SYSTEM:
        return "System error";
    }
    return "Unknown error";
}

static const char *service_of(int port) {
    for (size_t i = 0; i < SERVICES; i++)
        if (port == services[i].port)
            return services[i].name;
    return NULL;
}

/// No address has a name but this machine's own.
int getnameinfo(const struct sockaddr *restrict address, socklen_t length, char *restrict host, socklen_t host_room,
                char *restrict service, socklen_t service_room, int flags) {
    const struct sockaddr_in *in = (const void *)address;
    const void *bytes = address->sa_family == AF_INET ? (const void *)&in->sin_addr
                                                      : (const void *)&((const struct sockaddr_in6 *)address)->sin6_addr;
    char text[INET6_ADDRSTRLEN];
    if (!inet_ntop(address->sa_family, bytes, text, sizeof text))
        return EAI_FAMILY;
    int is_own = !strncmp(text, "127.", 4) || !strcmp(text, "::1");
    if (flags & NI_NAMEREQD && !is_own)
        return EAI_NONAME;
    if (host && host_room &&
        (size_t)snprintf(host, host_room, "%s", is_own && !(flags & NI_NUMERICHOST) ? "localhost" : text) >= host_room)
        return EAI_OVERFLOW;
    const char *name = flags & NI_NUMERICSERV ? NULL : service_of(ntohs(in->sin_port));
    if (service && service_room && name)
        snprintf(service, service_room, "%s", name);
    else if (service && service_room)
        snprintf(service, service_room, "%d", ntohs(in->sin_port));
    return 0;
}

static int host_error;
int *__h_errno_location(void) { return &host_error; }

const char *hstrerror(int error) {
    return error == HOST_NOT_FOUND ? "Unknown host" : error ? "Host name lookup failure" : "Resolver Error 0 (no error)";
}

void herror(const char *message) { fprintf(stderr, "%s: %s\n", message, hstrerror(host_error)); }

/// The answer of the functions that return one of their own.
static struct hostent *host_answer(const char *name, const struct address *addresses, int count) {
    static char own_name[256], bytes[MOST][16], *aliases[1], *list[MOST + 1];
    static struct hostent host;
    snprintf(own_name, sizeof own_name, "%s", name);
    for (int i = 0; i < count; i++)
        list[i] = memcpy(bytes[i], addresses[i].bytes, 16);
    list[count] = NULL;
    host = (struct hostent){own_name, aliases, addresses->family, address_size(addresses->family), list};
    return &host;
}

struct hostent *gethostbyname2(const char *name, int family) {
    struct address addresses[MOST];
    int count = resolve(name, family, addresses);
    host_error = count ? 0 : HOST_NOT_FOUND;
    return count ? host_answer(name, addresses, count) : NULL;
}

struct hostent *gethostbyname(const char *name) { return gethostbyname2(name, AF_INET); }

int gethostbyname_r(const char *name, struct hostent *host, char *text, size_t length, struct hostent **found,
                    int *error) {
    *found = gethostbyname(name);
    *error = host_error;
    if (*found)
        *found = memcpy(host, *found, sizeof *host);
    return 0;
}

struct hostent *gethostbyaddr(const void *bytes, socklen_t length, int family) {
    struct address address = {family};
    char text[INET6_ADDRSTRLEN];
    host_error = HOST_NOT_FOUND;
    if (!inet_ntop(family, bytes, text, sizeof text) || length > 16)
        return NULL;
    if (strncmp(text, "127.", 4) && strcmp(text, "::1"))
        return NULL;
    host_error = 0;
    memcpy(address.bytes, bytes, length);
    return host_answer("localhost", &address, 1);
}

static struct servent *service_answer(size_t i, const char *protocol) {
    static char *aliases[1];
    static struct servent service;
    service = (struct servent){(char *)services[i].name, aliases, htons(services[i].port), (char *)(protocol ?: "tcp")};
    return &service;
}

struct servent *getservbyname(const char *name, const char *protocol) {
    for (size_t i = 0; i < SERVICES; i++)
        if (!strcmp(name, services[i].name))
            return service_answer(i, protocol);
    return NULL;
}

struct servent *getservbyport(int port, const char *protocol) {
    for (size_t i = 0; i < SERVICES; i++)
        if (ntohs(port) == services[i].port)
            return service_answer(i, protocol);
    return NULL;
}

static struct protoent protocols[] = {{"ip", NULL, 0}, {"icmp", NULL, 1}, {"tcp", NULL, 6}, {"udp", NULL, 17}};

struct protoent *getprotobyname(const char *name) {
    for (int i = 0; i < 4; i++)
        if (!strcmp(name, protocols[i].p_name))
            return &protocols[i];
    return NULL;
}

struct protoent *getprotobynumber(int number) {
    for (int i = 0; i < 4; i++)
        if (number == protocols[i].p_proto)
            return &protocols[i];
    return NULL;
}

unsigned if_nametoindex(const char *name) { return !strcmp(name, "lo"); }

char *if_indextoname(unsigned index, char *name) { return index == 1 ? strcpy(name, "lo") : NULL; }
