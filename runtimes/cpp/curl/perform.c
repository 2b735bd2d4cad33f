/// Transfers: which protocols may be used, files, redirects.
#define _GNU_SOURCE
#include "connection.h"
#include "delivery.h"
#include "http.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/// How many redirects are followed if the program sets no limit.
#define REDIRECTS 30
#define MILLISECOND 1000000ull

/// Schemes, with their bit in CURLOPT_PROTOCOLS.
static const struct {
    const char *scheme;
    long bit;
} protocols[] = {{"http", CURLPROTO_HTTP}, {"https", CURLPROTO_HTTPS},   {"ftp", CURLPROTO_FTP},
                 {"ftps", CURLPROTO_FTPS}, {"file", CURLPROTO_FILE},     {"gopher", CURLPROTO_GOPHER},
                 {"dict", CURLPROTO_DICT}, {"telnet", CURLPROTO_TELNET}, {"ldap", CURLPROTO_LDAP},
                 {"smtp", CURLPROTO_SMTP}, {"imap", CURLPROTO_IMAP},     {"pop3", CURLPROTO_POP3},
                 {"tftp", CURLPROTO_TFTP}, {"rtsp", CURLPROTO_RTSP}};
#define PROTOCOLS (sizeof protocols / sizeof *protocols)

static long bit_of(const char *scheme) {
    for (size_t i = 0; i < PROTOCOLS; i++)
        if (!strcasecmp(protocols[i].scheme, scheme))
            return protocols[i].bit;
    return 0;
}

/// The protocols that a list such as "http,https" names.
static long bits_of(const char *list) {
    long bits = 0;
    while (*list) {
        size_t length = strcspn(list, ",");
        char *name = strndup(list, length);
        if (name)
            bits |= strcasecmp(name, "all") ? bit_of(name) : CURLPROTO_ALL;
        free(name);
        list += length + (list[length] == ',');
    }
    return bits;
}

static int is_allowed(const CURL *curl, const char *scheme, int is_redirect) {
    const char *list = text_set(curl, is_redirect ? CURLOPT_REDIR_PROTOCOLS_STR : CURLOPT_PROTOCOLS_STR);
    long usual = is_redirect ? CURLPROTO_HTTP | CURLPROTO_HTTPS | CURLPROTO_FTP | CURLPROTO_FTPS : CURLPROTO_ALL;
    long bits = list ? bits_of(list) : number_set(curl, is_redirect ? CURLOPT_REDIR_PROTOCOLS : CURLOPT_PROTOCOLS, usual);
    // A redirect never leads where a transfer may not.
    return (bits & bit_of(scheme)) != 0 && (!is_redirect || is_allowed(curl, scheme, 0));
}

static CURLcode read_file(CURL *curl, const CURLU *url) {
    char *path = unescaped(url->path);
    int fd = path ? open(path, O_RDONLY) : -1;
    struct stat status;
    if (fd < 0 || fstat(fd, &status) || S_ISDIR(status.st_mode)) {
        CURLcode code = explain(curl, CURLE_FILE_COULDNT_READ_FILE, "Couldn't open file %s", path ? path : "");
        if (fd >= 0)
            close(fd);
        free(path);
        return code;
    }
    free(path);
    curl->result.announced = status.st_size;
    CURLcode code = CURLE_OK;
    char block[CURL_MAX_WRITE_SIZE];
    for (ssize_t got; !code && !number_set(curl, CURLOPT_NOBODY, 0) && (got = read(fd, block, sizeof block)) > 0;)
        code = deliver(curl, block, got);
    close(fd);
    return code;
}

/// Protocols that begin with a line of the client's: the line is sent, everything that comes is delivered.
static CURLcode ask_by_line(struct link *link, const CURLU *url) {
    CURL *curl = link->curl;
    char *path = unescaped(url->path), *text = NULL;
    int is_gopher = !strcmp(url->scheme, "gopher");
    if (!path)
        return explain(curl, CURLE_URL_MALFORMAT, "URL using bad/illegal format or missing URL");
    // The first character of a gopher's path is the kind of the thing.
    if (is_gopher)
        asprintf(&text, "%s%s%s\r\n", path[0] && path[1] ? path + 2 : "", url->query ? "?" : "", url->query ? url->query : "");
    else
        asprintf(&text, "CLIENT libcurl " LIBCURL_VERSION "\r\n%s\r\nQUIT\r\n", path + (*path == '/'));
    free(path);
    CURLcode code = text ? link_send(link, text, strlen(text)) : CURLE_OUT_OF_MEMORY;
    free(text);
    while (!code && !(code = link_fill(link)) && link->length) {
        link->at = link->length;
        code = deliver(curl, link->buffer, link->length);
    }
    return code;
}

/// The protocols besides HTTP that libcurl speaks over a connection. Of most of them this one can only connect.
static CURLcode other_protocol(CURL *curl, const CURLU *url, uint64_t deadline) {
    struct link *link = malloc(sizeof *link);
    if (!link)
        return CURLE_OUT_OF_MEMORY;
    CURLcode code = link_open(link, curl, url, deadline);
    if (!code && (!strcmp(url->scheme, "gopher") || !strcmp(url->scheme, "dict")))
        code = ask_by_line(link, url);
    else if (!code)
        code = explain(curl, CURLE_WEIRD_SERVER_REPLY, "Got unexpected server response");
    if (link->fd >= 0)
        link_close(link);
    free(link);
    return code;
}

/// A redirect's URL: spaces, which a server should have escaped, are escaped.
static char *escaped_spaces(const char *text) {
    char *out = malloc(3 * strlen(text) + 1), *to = out;
    for (; out && *text; text++)
        to = *text == ' ' ? stpcpy(to, "%20") : (*to = *text, to + 1);
    if (out)
        *to = 0;
    return out;
}

/// Goes where an answer points; how the next request differs from the last.
static CURLcode follow(CURL *curl, CURLU *url, const char *location, struct request *request) {
    struct result *result = &curl->result;
    int64_t most = number_set(curl, CURLOPT_MAXREDIRS, REDIRECTS), keeps = number_set(curl, CURLOPT_POSTREDIR, 0);
    if (most >= 0 && result->redirects >= most)
        return explain(curl, CURLE_TOO_MANY_REDIRECTS, "Maximum (%lld) redirects followed", (long long)most);
    result->redirects++;
    char *host = strdup(url->host ? url->host : ""), *text = escaped_spaces(location);
    int port = url_port(url), is_secure = !strcmp(url->scheme, "https");
    CURLUcode parsed = text && host ? url_parse(url, text, CURLU_ALLOW_SPACE) : CURLUE_OUT_OF_MEMORY;
    free(text);
    // Credentials aren't for others: another host, another port or another scheme.
    if (!parsed && (!url->host || strcasecmp(host, url->host) || port != url_port(url) ||
                    is_secure != !strcmp(url->scheme, "https")))
        request->is_first_host = 0;
    free(host);
    if (parsed == CURLUE_UNSUPPORTED_SCHEME || (!parsed && !is_allowed(curl, url->scheme, 1)))
        return explain(curl, CURLE_UNSUPPORTED_PROTOCOL, "Protocol \"%s\" not supported or disabled in redirect",
                       parsed ? "" : url->scheme);
    if (parsed)
        return explain(curl, CURLE_URL_MALFORMAT, "The redirect target URL could not be parsed: %s",
                       curl_url_strerror(parsed));
    long status = result->response_code;
    int kept = status == 301   ? (keeps & CURL_REDIR_POST_301) != 0
               : status == 302 ? (keeps & CURL_REDIR_POST_302) != 0
               : status == 303 ? (keeps & CURL_REDIR_POST_303) != 0
                               : 1;
    if (!kept && request->has_body) {
        request->has_body = 0;
        // A method of the program's own stays.
        request->method = text_set(curl, CURLOPT_CUSTOMREQUEST) ? NULL : "GET";
    }
    return CURLE_OK;
}

/// One transfer, without what it leads to.
static CURLcode transfer(CURL *curl, const CURLU *url, const struct request *request, char **location) {
    *location = NULL;
    free(curl->result.scheme);
    curl->result.scheme = strdup(url->scheme);
    if (!strcmp(url->scheme, "file"))
        return read_file(curl, url);
    if (!strcmp(url->scheme, "http") || !strcmp(url->scheme, "https"))
        return http_exchange(curl, request, location);
    return other_protocol(curl, url, request->deadline);
}

static void note_url(CURL *curl, const CURLU *url) {
    free(curl->result.effective_url);
    curl->result.effective_url = url_text(url, 0);
}

/// Notes where an answer points that isn't followed.
static void note_redirect(CURL *curl, const CURLU *url, const char *location) {
    CURLU *target = curl_url_dup(url);
    char *text = escaped_spaces(location);
    if (target && text && !url_parse(target, text, CURLU_ALLOW_SPACE))
        curl->result.redirect_url = url_text(target, 0);
    free(text);
    curl_url_cleanup(target);
}

static CURLcode transfer_all(CURL *curl, CURLU *url, uint64_t deadline) {
    struct request request = {.url = url,
                              .has_body = number_set(curl, CURLOPT_POST, 0) || number_set(curl, CURLOPT_UPLOAD, 0),
                              .is_first_host = 1,
                              .referer = text_set(curl, CURLOPT_REFERER),
                              .deadline = deadline};
    for (;;) {
        char *location;
        note_url(curl, url);
        CURLcode code = transfer(curl, url, &request, &location);
        if (code || !location)
            return code;
        int follows = number_set(curl, CURLOPT_FOLLOWLOCATION, 0) != 0;
        if (follows)
            code = follow(curl, url, location, &request);
        else
            note_redirect(curl, url, location);
        free(location);
        if (code || !follows)
            return code;
    }
}

/// The URL that the options say.
static CURLcode read_url(CURL *curl, CURLU *url) {
    const char *text = text_set(curl, CURLOPT_URL), *usual = text_set(curl, CURLOPT_DEFAULT_PROTOCOL);
    const CURLU *given = pointer_set(curl, CURLOPT_CURLU);
    unsigned flags = CURLU_GUESS_SCHEME | CURLU_NON_SUPPORT_SCHEME;
    flags |= number_set(curl, CURLOPT_PATH_AS_IS, 0) ? CURLU_PATH_AS_IS : 0;
    flags |= number_set(curl, CURLOPT_DISALLOW_USERNAME_IN_URL, 0) ? CURLU_DISALLOW_USER : 0;
    char *whole = given ? url_text(given, 0) : NULL;
    if (!given && text && usual && !strstr(text, "://"))
        asprintf(&whole, "%s://%s", usual, text);
    text = whole ? whole : text;
    // What surrounds it is cut off, as libcurl does with spaces in front.
    while (text && *text == ' ')
        text++;
    CURLUcode parsed = text && *text ? url_parse(url, text, flags) : CURLUE_MALFORMED_INPUT;
    free(whole);
    if (parsed == CURLUE_USER_NOT_ALLOWED)
        return explain(curl, CURLE_LOGIN_DENIED, "URL rejected: %s", curl_url_strerror(parsed));
    if (parsed)
        return explain(curl, CURLE_URL_MALFORMAT, "URL rejected: %s", curl_url_strerror(parsed));
    if (!bit_of(url->scheme) || !is_allowed(curl, url->scheme, 0))
        return explain(curl, CURLE_UNSUPPORTED_PROTOCOL, "Protocol \"%s\" %s", url->scheme,
                       bit_of(url->scheme) ? "disabled" : "not supported");
    int port = number_set(curl, CURLOPT_PORT, 0);
    if (port > 0) {
        free(url->port);
        url->port = NULL;
        asprintf(&url->port, "%d", port & 0xffff);
    }
    return CURLE_OK;
}

CURLcode curl_easy_perform(CURL *curl) {
    if (!curl)
        return CURLE_BAD_FUNCTION_ARGUMENT;
    char *buffer = pointer_set(curl, CURLOPT_ERRORBUFFER);
    if (buffer)
        *buffer = 0;
    result_clear(&curl->result);
    curl->result.started = clock_now();
    int64_t patience = number_set(curl, CURLOPT_TIMEOUT_MS, number_set(curl, CURLOPT_TIMEOUT, 0) * 1000);
    uint64_t deadline = patience > 0 ? curl->result.started + patience * MILLISECOND : UINT64_MAX;
    CURLU *url = curl_url();
    CURLcode code = url ? read_url(curl, url) : CURLE_OUT_OF_MEMORY;
    if (!code)
        code = transfer_all(curl, url, deadline);
    if (url && url->scheme)
        curl->result.method = strdup(method_set(curl));
    curl_url_cleanup(url);
    curl->result.ended = clock_now();
    return code;
}
