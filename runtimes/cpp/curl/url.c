/// Reading and writing of URLs.
#define _GNU_SOURCE
#include "url.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct {
    const char *name;
    int port;
} schemes[] = {{"http", 80},   {"https", 443}, {"ftp", 21},   {"ftps", 990},  {"file", -1},  {"gopher", 70}, {"dict", 2628},
               {"telnet", 23}, {"tftp", 69},   {"ldap", 389}, {"ldaps", 636}, {"smtp", 25},  {"smtps", 465}, {"imap", 143},
               {"imaps", 993}, {"pop3", 110},  {"pop3s", 995}, {"rtsp", 554}, {"scp", 22},   {"sftp", 22}};

int port_of_scheme(const char *scheme) {
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (!strcasecmp(scheme, schemes[i].name))
            return schemes[i].port;
    return 0;
}

void url_clear(CURLU *url) {
    char **parts[] = {&url->scheme, &url->user, &url->password, &url->host,
                      &url->port,   &url->path, &url->query,    &url->fragment};
    for (int i = 0; i < 8; i++) {
        free(*parts[i]);
        *parts[i] = NULL;
    }
}

int url_port(const CURLU *url) { return url->port ? atoi(url->port) : port_of_scheme(url->scheme); }

char *unescaped(const char *text) {
    char *out = malloc(strlen(text) + 1), *to = out;
    for (; out && *text; text++) {
        unsigned value;
        if (*text == '%' && isxdigit((unsigned char)text[1]) && isxdigit((unsigned char)text[2])) {
            sscanf(text + 1, "%2x", &value);
            if (value < 0x20) {
                free(out);
                return NULL;
            }
            *to++ = value;
            text += 2;
        } else {
            *to++ = *text;
        }
    }
    if (out)
        *to = 0;
    return out;
}

/// A host of numbers, in any of the spellings that the C library knows, as an address; else null.
static char *number_as_address(const char *host) {
    uint32_t parts[4], count = 0, value = 0;
    for (const char *at = host; count < 4;) {
        char *end;
        if (!isdigit((unsigned char)*at))
            return NULL;
        unsigned long long part = strtoull(at, &end, 0);
        if (part > UINT32_MAX || (*end && *end != '.'))
            return NULL;
        parts[count++] = part;
        if (!*end || !end[1])
            break;
        at = end + 1;
        if (count == 4)
            return NULL;
    }
    for (uint32_t i = 0; i + 1 < count; i++) {
        if (parts[i] > 255)
            return NULL;
        value |= parts[i] << (24 - 8 * i);
    }
    if (count > 1 && parts[count - 1] >> (8 * (5 - count)))
        return NULL;
    value |= parts[count - 1];
    char *text;
    return asprintf(&text, "%u.%u.%u.%u", value >> 24, value >> 16 & 255, value >> 8 & 255, value & 255) < 0 ? NULL : text;
}

/// Takes a host, of so many bytes.
static CURLUcode set_host(CURLU *url, const char *text, size_t length) {
    char *host = strndup(text, length), *plain, *number;
    if (!host)
        return CURLUE_OUT_OF_MEMORY;
    if (*host == '[') {
        unsigned char bytes[16];
        char *end = strchr(host, ']');
        size_t inside = end ? strcspn(host + 1, "%]") : 0;
        char *address = strndup(host + 1, inside);
        int is_good = end && !end[1] && address && inet_pton(AF_INET6, address, bytes) == 1;
        free(address);
        url->host = host;
        return is_good ? CURLUE_OK : CURLUE_BAD_HOSTNAME;
    }
    plain = unescaped(host);
    free(host);
    if (!plain || !*plain || plain[strcspn(plain, " \r\n\t/:#?!@{}[]\\$'\"^`*<>=;,+&()%")]) {
        int empty = plain && !*plain;
        free(plain);
        return empty ? CURLUE_NO_HOST : CURLUE_BAD_HOSTNAME;
    }
    number = number_as_address(plain);
    url->host = number ? number : plain;
    if (number)
        free(plain);
    return CURLUE_OK;
}

static CURLUcode set_port(CURLU *url, const char *text, size_t length) {
    char *end;
    if (!length)
        return CURLUE_OK;
    unsigned long port = strtoul(text, &end, 10);
    if (end != text + length || !isdigit((unsigned char)*text) || port > 65535)
        return CURLUE_BAD_PORT_NUMBER;
    return asprintf(&url->port, "%lu", port) < 0 ? CURLUE_OUT_OF_MEMORY : CURLUE_OK;
}

/// Takes user, password, host and port.
static CURLUcode set_authority(CURLU *url, const char *text, size_t length, unsigned flags) {
    const char *at = memchr(text, '@', length), *end = text + length;
    if (at) {
        if (flags & CURLU_DISALLOW_USER)
            return CURLUE_USER_NOT_ALLOWED;
        const char *colon = memchr(text, ':', at - text);
        url->user = strndup(text, (colon ? colon : at) - text);
        url->password = colon ? strndup(colon + 1, at - colon - 1) : NULL;
        text = at + 1;
    }
    const char *bracket = *text == '[' ? memchr(text, ']', end - text) : NULL;
    const char *colon = memchr(bracket ? bracket : text, ':', end - (bracket ? bracket : text));
    CURLUcode code = set_host(url, text, (colon ? colon : end) - text);
    return code || !colon ? code : set_port(url, colon + 1, end - colon - 1);
}

/// A path without its dot segments (RFC 3986, 5.2.4).
static char *without_dots(const char *path) {
    char *out = malloc(strlen(path) + 2);
    size_t length = 0;
    while (out && *path) {
        size_t size = 1 + strcspn(path + 1, "/");
        int last = !path[size];
        if ((size == 2 && !strncmp(path, "/.", 2)) || (size == 3 && !strncmp(path, "/..", 3))) {
            while (size == 3 && length && out[--length] != '/')
                ;
            if (last)
                out[length++] = '/';
        } else {
            memcpy(out + length, path, size);
            length += size;
        }
        path += size;
    }
    if (out)
        out[length] = 0;
    return out;
}

/// Takes path, query and fragment.
static CURLUcode set_rest(CURLU *url, const char *text, unsigned flags) {
    size_t path = strcspn(text, "?#");
    const char *query = text + path, *hash = strchr(text, '#');
    if (hash && hash[1])
        url->fragment = strdup(hash + 1);
    if (*query == '?')
        url->query = strndup(query + 1, strcspn(query + 1, "#"));
    char *own = strndup(text, path);
    if (own && *own != '/') {
        free(own);
        own = strdup("/");
    }
    if (own && !(flags & CURLU_PATH_AS_IS)) {
        url->path = without_dots(own);
        free(own);
    } else {
        url->path = own;
    }
    return url->path ? CURLUE_OK : CURLUE_OUT_OF_MEMORY;
}

/// The length of the scheme that a text begins with, or 0.
static size_t scheme_length(const char *text) {
    size_t length = 0;
    if (!isalpha((unsigned char)*text))
        return 0;
    while (isalnum((unsigned char)text[length]) || (text[length] && strchr("+-.", text[length])))
        length++;
    return text[length] == ':' && text[length + 1] == '/' ? length : 0;
}

static CURLUcode parse_absolute(CURLU *url, const char *text, size_t length, unsigned flags) {
    const char *rest = text;
    if (length) {
        url->scheme = strndup(text, length);
        for (char *at = url->scheme; at && *at; at++)
            *at = tolower((unsigned char)*at);
        size_t slashes = strspn(text + length + 1, "/");
        int is_file = url->scheme && !strcmp(url->scheme, "file");
        if (slashes > 3 && !is_file)
            return CURLUE_MALFORMED_INPUT;
        rest = text + length + 1 + (is_file && slashes != 2 ? 0 : slashes);
        if (is_file && slashes > 2)
            rest += 2;
        if (!(flags & CURLU_NON_SUPPORT_SCHEME) && url->scheme && !port_of_scheme(url->scheme))
            return CURLUE_UNSUPPORTED_SCHEME;
        if (is_file) {
            // Only this machine's files.
            size_t host = strcspn(rest, "/");
            if (host && (host != 9 || (strncasecmp(rest, "localhost", 9) && strncmp(rest, "127.0.0.1", 9))))
                return CURLUE_BAD_FILE_URL;
            return set_rest(url, rest + host, flags);
        }
    } else if (flags & CURLU_GUESS_SCHEME) {
        url->scheme = strdup(strncasecmp(text, "ftp.", 4) ? "http" : "ftp");
    } else if (flags & CURLU_DEFAULT_SCHEME) {
        url->scheme = strdup("https");
    } else {
        return CURLUE_MALFORMED_INPUT;
    }
    size_t authority = strcspn(rest, "/?#");
    CURLUcode code = set_authority(url, rest, authority, flags);
    return code ? code : set_rest(url, rest + authority, flags);
}

/// A relative reference, joined to the URL that is there, as text.
static char *joined(const CURLU *url, const char *text) {
    char *base, *result = NULL;
    CURLU origin = {url->scheme, url->user, url->password, url->host, url->port, NULL, NULL, NULL};
    if (!strncmp(text, "//", 2))
        return asprintf(&result, "%s:%s", url->scheme, text) < 0 ? NULL : result;
    if (!(base = url_text(&origin, 0)))
        return NULL;
    size_t origin_length = strlen(base) - 1;
    const char *path = url->path ? url->path : "/", *slash = strrchr(path, '/');
    int length = *text == '/'                  ? 0
                 : *text == '?' || *text == '#' || !*text ? (int)strlen(path)
                                               : slash ? (int)(slash + 1 - path) : 0;
    const char *query = *text == '#' && url->query ? url->query : NULL;
    if (asprintf(&result, "%.*s%.*s%s%s%s", (int)origin_length, base, length, path, query ? "?" : "", query ? query : "",
                 text) < 0)
        result = NULL;
    free(base);
    return result;
}

CURLUcode url_parse(CURLU *url, const char *text, unsigned flags) {
    for (const char *at = text; *at; at++)
        if ((unsigned char)*at < 0x20 || *at == 0x7f || (*at == ' ' && !(flags & CURLU_ALLOW_SPACE)))
            return CURLUE_MALFORMED_INPUT;
    if (strlen(text) > 8000000)
        return CURLUE_MALFORMED_INPUT;
    size_t length = scheme_length(text);
    char *whole = !length && url->scheme && (url->host || url->path) ? joined(url, text) : NULL;
    CURLU parsed = {0};
    const char *from = whole ? whole : text;
    CURLUcode code = parse_absolute(&parsed, from, whole ? scheme_length(whole) : length, flags);
    free(whole);
    if (code) {
        url_clear(&parsed);
        return code;
    }
    url_clear(url);
    *url = parsed;
    return CURLUE_OK;
}

char *url_text(const CURLU *url, unsigned flags) {
    char *text = NULL, port[16] = "";
    int usual = url->scheme ? port_of_scheme(url->scheme) : 0;
    int has_port = url->port && !(flags & CURLU_NO_DEFAULT_PORT && atoi(url->port) == usual);
    if (!has_port && flags & CURLU_DEFAULT_PORT && usual > 0)
        snprintf(port, sizeof port, ":%d", usual);
    else if (has_port)
        snprintf(port, sizeof port, ":%.5s", url->port);
#define MAYBE(prefix, part) part ? prefix : "", part ? part : ""
    int length = asprintf(&text, "%s://%s%s%s%s%s%s%s%s%s%s%s", url->scheme ? url->scheme : "", MAYBE("", url->user),
                          MAYBE(":", url->password), url->user || url->password ? "@" : "", url->host ? url->host : "", port,
                          url->path ? url->path : "/", MAYBE("?", url->query), url->fragment ? "#" : "");
    if (length < 0)
        return NULL;
    if (!url->fragment)
        return text;
    char *whole;
    length = asprintf(&whole, "%s%s", text, url->fragment);
    free(text);
    return length < 0 ? NULL : whole;
}
