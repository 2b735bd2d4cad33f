/// URLs as libcurl reads them.
#pragma once

#include <curl/curl.h>

/// The parts; null where there is none. Host names of numbers are written as addresses; IPv6 addresses have their brackets.
struct dualgauge_curl_url {
    char *scheme, *user, *password, *host, *port, *path, *query, *fragment;
};

/// The usual port of a scheme, or 0 if libcurl doesn't know the scheme; `file` has none: -1.
int port_of_scheme(const char *scheme);
/// Reads a URL. Relative ones are resolved against what `url` holds.
CURLUcode url_parse(CURLU *url, const char *text, unsigned flags);
/// The URL as text, of the heap.
char *url_text(const CURLU *url, unsigned flags);
void url_clear(CURLU *url);
/// The port to connect to.
int url_port(const CURLU *url);
/// Without what is escaped by percents; null if a byte would be a control character, as libcurl refuses those.
char *unescaped(const char *text);
