/// The exchange: a request is sent, its answer is read.
#define _GNU_SOURCE
#include "http.h"
#include "connection.h"
#include "delivery.h"
#include "http_request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/// The most of one line of the head, and of all of them, in bytes.
#define MOST_LINE CURL_MAX_HTTP_HEADER
#define MOST_HEAD (300 * 1024)

/// An answer's head, as far as it says how to go on.
struct answer {
    long status;
    int is_chunked, ends_by_closing;
    int64_t length;
    char *location;
};

/// Reads a line with its line feed into `line`; at the end of the connection it is empty.
static CURLcode read_line(struct link *link, char *line, size_t *length) {
    for (*length = 0; *length < MOST_LINE;) {
        CURLcode code = link_fill(link);
        if (code || link->at == link->length) {
            *length = 0;
            return code;
        }
        line[(*length)++] = link->buffer[link->at++];
        if (line[*length - 1] == '\n') {
            line[*length] = 0;
            return CURLE_OK;
        }
    }
    return explain(link->curl, CURLE_TOO_LARGE, "Too large response headers");
}

/// The value of a field if the line is that field's: text of the heap.
static char *value_of(const char *line, const char *name) {
    size_t length = strlen(name);
    if (strncasecmp(line, name, length) || line[length] != ':')
        return NULL;
    const char *start = line + length + 1 + strspn(line + length + 1, " \t");
    size_t size = strcspn(start, "\r\n");
    while (size && (start[size - 1] == ' ' || start[size - 1] == '\t'))
        size--;
    return strndup(start, size);
}

static CURLcode read_field(CURL *curl, const char *line, struct answer *answer) {
    char *value;
    if ((value = value_of(line, "Content-Length"))) {
        char *end;
        answer->length = strtoll(value, &end, 10);
        int is_good = *value && !*end && answer->length >= 0;
        free(value);
        if (!is_good)
            return explain(curl, CURLE_WEIRD_SERVER_REPLY, "Invalid Content-Length: value");
    } else if ((value = value_of(line, "Transfer-Encoding"))) {
        answer->is_chunked |= strcasestr(value, "chunked") != NULL;
        free(value);
    } else if ((value = value_of(line, "Location"))) {
        free(answer->location);
        answer->location = value;
    } else if ((value = value_of(line, "Content-Type"))) {
        free(curl->result.content_type);
        curl->result.content_type = value;
    }
    return CURLE_OK;
}

/// Reads the head, with those of answers that only announce another one.
static CURLcode read_head(struct link *link, struct answer *answer, char *line) {
    CURL *curl = link->curl;
    size_t length, all = 0;
    do {
        free(answer->location);
        *answer = (struct answer){.length = -1};
        for (int first = 1;; first = 0) {
            CURLcode code = read_line(link, line, &length);
            if (code)
                return code;
            if (!length)
                return first ? explain(curl, CURLE_GOT_NOTHING, "Empty reply from server")
                             : explain(curl, CURLE_RECV_ERROR, "Connection closed in the middle of the head");
            if (first && sscanf(line, "HTTP/%*d.%*d %3ld", &answer->status) != 1 &&
                sscanf(line, "HTTP/%*d %3ld", &answer->status) != 1)
                return explain(curl, CURLE_UNSUPPORTED_PROTOCOL, "Received HTTP/0.9 when not allowed");
            if ((all += length) > MOST_HEAD)
                return explain(curl, CURLE_RECV_ERROR, "Too large response headers: %zu > %d", all, MOST_HEAD);
            code = deliver_header(curl, line, length);
            if (!code && !first)
                code = read_field(curl, line, answer);
            if (code)
                return code;
            if (line[strspn(line, "\r")] == '\n')
                break;
        }
    } while (answer->status >= 100 && answer->status < 200 && answer->status != 101);
    return CURLE_OK;
}

/// Reads so many bytes (-1: up to the end), and delivers them if they are wanted.
static CURLcode read_bytes(struct link *link, int64_t count, int is_wanted) {
    while (count) {
        CURLcode code = link_fill(link);
        if (code)
            return code;
        size_t part = link->length - link->at;
        if (!part)
            return count < 0 ? CURLE_OK
                             : explain(link->curl, CURLE_PARTIAL_FILE,
                                       "transfer closed with %lld bytes remaining to read", (long long)count);
        if (count > 0 && (int64_t)part > count)
            part = count;
        size_t at = link->at;
        link->at += part;
        count -= count > 0 ? (int64_t)part : 0;
        if (is_wanted && (code = deliver(link->curl, link->buffer + at, part)))
            return code;
    }
    return CURLE_OK;
}

static CURLcode read_chunks(struct link *link, int is_wanted, char *line) {
    size_t length;
    for (;;) {
        CURLcode code = read_line(link, line, &length);
        if (code)
            return code;
        char *end;
        long long size = length ? strtoll(line, &end, 16) : -1;
        if (size < 0 || end == line)
            return length ? explain(link->curl, CURLE_RECV_ERROR, "Invalid chunk")
                          : explain(link->curl, CURLE_PARTIAL_FILE, "transfer closed with outstanding read data remaining");
        if (!size)
            break;
        if ((code = read_bytes(link, size, is_wanted)) || (code = read_line(link, line, &length)))
            return code;
    }
    // Fields may follow the last chunk.
    for (CURLcode code = CURLE_OK; !code && !(code = read_line(link, line, &length)) && length;)
        if (line[strspn(line, "\r")] == '\n')
            return CURLE_OK;
    return CURLE_OK;
}

static CURLcode read_answer(struct link *link, const struct request *request, char **location) {
    CURL *curl = link->curl;
    const char *method = request->method ? request->method : method_set(curl);
    struct answer answer = {0};
    char *line = malloc(MOST_LINE + 1);
    CURLcode code = line ? read_head(link, &answer, line) : CURLE_OUT_OF_MEMORY;
    int64_t most = number_set(curl, CURLOPT_MAXFILESIZE_LARGE, number_set(curl, CURLOPT_MAXFILESIZE, 0));
    curl->result.answered = clock_now();
    curl->result.response_code = answer.status;
    curl->result.announced = answer.is_chunked ? -1 : answer.length;
    int redirects = answer.status >= 300 && answer.status < 400 && answer.location;
    int is_wanted = !(redirects && number_set(curl, CURLOPT_FOLLOWLOCATION, 0));
    if (!code && answer.status >= 400 && number_set(curl, CURLOPT_FAILONERROR, 0))
        code = explain(curl, CURLE_HTTP_RETURNED_ERROR, "The requested URL returned error: %ld", answer.status);
    else if (!code && is_wanted && most > 0 && !answer.is_chunked && answer.length > most)
        code = explain(curl, CURLE_FILESIZE_EXCEEDED, "Maximum file size exceeded");
    int has_body = strcmp(method, "HEAD") && !number_set(curl, CURLOPT_NOBODY, 0) && answer.status != 204 &&
                   answer.status != 304 && answer.status >= 200;
    if (!code && has_body)
        code = answer.is_chunked ? read_chunks(link, is_wanted, line) : read_bytes(link, answer.length, is_wanted);
    free(line);
    *location = redirects && !code ? answer.location : NULL;
    if (!*location)
        free(answer.location);
    return code;
}

CURLcode http_exchange(CURL *curl, const struct request *request, char **location) {
    struct link *link = malloc(sizeof *link);
    struct body body = {0};
    *location = NULL;
    if (!link)
        return CURLE_OUT_OF_MEMORY;
    CURLcode code = request->has_body ? body_set(curl, &body) : CURLE_OK;
    size_t length = 0;
    char *head = code ? NULL : request_head(curl, request, &body, &length);
    if (!code)
        code = head ? link_open(link, curl, request->url, request->deadline) : CURLE_OUT_OF_MEMORY;
    if (!code) {
        curl->result.request_bytes += length;
        code = link_send(link, head, length);
        if (!code && body.length)
            code = link_send(link, body.data, body.length);
        curl->result.uploaded += code ? 0 : body.length;
        code = code ? code : read_answer(link, request, location);
        link_close(link);
    }
    free(head);
    free(body.own);
    free(link);
    return code;
}
