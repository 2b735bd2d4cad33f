/// A transfer's settings and what became of it.
#pragma once

#include "url.h"

#include <curl/curl.h>
#include <stdint.h>

/// One setting: a number, a pointer or a function, or a text of the heap.
struct setting {
    CURLoption option;
    int64_t number;
    void *pointer;
    char *text;
};

/// What `curl_easy_getinfo` tells of the last transfer.
struct result {
    char *effective_url, *content_type, *redirect_url, *scheme, *method;
    char primary_ip[64], local_ip[64];
    long response_code, primary_port, local_port, redirects, verification, system_error, connections, header_bytes,
        request_bytes;
    int64_t downloaded, uploaded, announced;
    /// In nanoseconds of virtual time, since the start.
    uint64_t started, resolved, connected, answered, ended;
};

struct dualgauge_curl {
    struct setting *settings;
    int count;
    struct result result;
};

/// A setting, or null if it wasn't made.
const struct setting *setting_of(const CURL *curl, CURLoption option);
int64_t number_set(const CURL *curl, CURLoption option, int64_t otherwise);
const char *text_set(const CURL *curl, CURLoption option);
void *pointer_set(const CURL *curl, CURLoption option);
void result_clear(struct result *result);
/// Says what happened in the program's error buffer, and gives the code.
CURLcode explain(CURL *curl, CURLcode code, const char *format, ...) __attribute__((__format__(__printf__, 3, 4)));
/// Virtual time in nanoseconds.
uint64_t clock_now(void);
