/// One request of HTTP and its answer.
#pragma once

#include "handle.h"

/// What the redirects so far have changed.
struct request {
    const CURLU *url;
    /// Null: as the options say.
    const char *method;
    /// Whether the body is sent, and credentials meant for the first host.
    int has_body, is_first_host;
    const char *referer;
    uint64_t deadline;
};

/// Makes it. `location` is where the answer points if it is a redirect: text of the heap, or null.
CURLcode http_exchange(CURL *curl, const struct request *request, char **location);
/// The method that the options say.
const char *method_set(const CURL *curl);
