/// What a transfer hands to the program.
#pragma once

#include "handle.h"

/// Hands over a part of the body.
CURLcode deliver(CURL *curl, const void *data, size_t length);
/// Hands over one line of the head, with its line feed.
CURLcode deliver_header(CURL *curl, const char *line, size_t length);
/// Tells the program how far the transfer is.
CURLcode report_progress(CURL *curl);
