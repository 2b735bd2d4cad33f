/// What a request sends.
#pragma once

#include "http.h"

struct body {
    const char *data;
    size_t length;
    /// Of the heap, if the program's function gave it.
    char *own;
    /// It is what a form sends, unless the program says otherwise.
    int is_form;
};

CURLcode body_set(CURL *curl, struct body *body);
/// The request's line and fields, of the heap.
char *request_head(const CURL *curl, const struct request *request, const struct body *body, size_t *length);
