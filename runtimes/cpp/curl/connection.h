/// The way to a server.
#pragma once

#include "handle.h"

#define LINK_BUFFER 16384

struct link {
    CURL *curl;
    int fd;
    /// When the transfer must have ended; UINT64_MAX: never.
    uint64_t deadline;
    /// Received and not used yet.
    size_t at, length;
    unsigned char buffer[LINK_BUFFER];
};

/// Resolves the name, connects and, for `https` and other protected schemes, secures the connection.
CURLcode link_open(struct link *link, CURL *curl, const CURLU *url, uint64_t deadline);
CURLcode link_send(struct link *link, const void *data, size_t length);
/// Makes sure that something lies in the buffer; at the end nothing does.
CURLcode link_fill(struct link *link);
void link_close(struct link *link);
