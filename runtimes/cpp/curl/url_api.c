/// `curl_url`: the parts of a URL one by one.
#define _GNU_SOURCE
#include "url.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

CURLU *curl_url(void) { return calloc(1, sizeof(CURLU)); }

CURLU *curl_url_dup(const CURLU *url) {
    CURLU *copy = curl_url();
    if (!copy)
        return NULL;
#define COPY(part) copy->part = url->part ? strdup(url->part) : NULL
    COPY(scheme);
    COPY(user);
    COPY(password);
    COPY(host);
    COPY(port);
    COPY(path);
    COPY(query);
    COPY(fragment);
    return copy;
}

void curl_url_cleanup(CURLU *url) {
    if (url)
        url_clear(url);
    free(url);
}

/// Where a part is kept, and what it is called if there is none.
static char **part_of(const CURLU *url, CURLUPart what, CURLUcode *missing) {
    CURLU *own = (CURLU *)url;
    switch (what) {
    case CURLUPART_SCHEME:
        *missing = CURLUE_NO_SCHEME;
        return &own->scheme;
    case CURLUPART_USER:
        *missing = CURLUE_NO_USER;
        return &own->user;
    case CURLUPART_PASSWORD:
        *missing = CURLUE_NO_PASSWORD;
        return &own->password;
    case CURLUPART_HOST:
        *missing = CURLUE_NO_HOST;
        return &own->host;
    case CURLUPART_PORT:
        *missing = CURLUE_NO_PORT;
        return &own->port;
    case CURLUPART_PATH:
        *missing = CURLUE_OK;
        return &own->path;
    case CURLUPART_QUERY:
        *missing = CURLUE_NO_QUERY;
        return &own->query;
    case CURLUPART_FRAGMENT:
        *missing = CURLUE_NO_FRAGMENT;
        return &own->fragment;
    case CURLUPART_OPTIONS:
        *missing = CURLUE_NO_OPTIONS;
        return NULL;
    case CURLUPART_ZONEID:
        *missing = CURLUE_NO_ZONEID;
        return NULL;
    default:
        *missing = CURLUE_UNKNOWN_PART;
        return NULL;
    }
}

CURLUcode curl_url_get(const CURLU *url, CURLUPart what, char **out, unsigned flags) {
    if (!url)
        return CURLUE_BAD_HANDLE;
    if (!out)
        return CURLUE_BAD_PARTPOINTER;
    *out = NULL;
    if (what == CURLUPART_URL) {
        if (!url->scheme)
            return CURLUE_NO_SCHEME;
        if (!url->host && strcmp(url->scheme, "file"))
            return CURLUE_NO_HOST;
        *out = url_text(url, flags);
        return *out ? CURLUE_OK : CURLUE_OUT_OF_MEMORY;
    }
    CURLUcode missing;
    char **part = part_of(url, what, &missing);
    const char *text = part ? *part : NULL;
    int usual = url->scheme ? port_of_scheme(url->scheme) : 0;
    char port[16];
    if (what == CURLUPART_PORT && !text && flags & CURLU_DEFAULT_PORT && usual > 0) {
        snprintf(port, sizeof port, "%d", usual);
        text = port;
    }
    if (what == CURLUPART_PORT && text && flags & CURLU_NO_DEFAULT_PORT && atoi(text) == usual)
        text = NULL;
    if (what == CURLUPART_PATH && !text)
        text = "/";
    if (!text)
        return missing;
    *out = flags & CURLU_URLDECODE ? unescaped(text) : strdup(text);
    return *out ? CURLUE_OK : flags & CURLU_URLDECODE ? CURLUE_URLDECODE : CURLUE_OUT_OF_MEMORY;
}

/// A part as it stands in a URL, escaped if that is wanted.
static char *as_part(CURLUPart what, const char *text, unsigned flags) {
    const char *plain = what == CURLUPART_PATH ? "-._~/" : what == CURLUPART_QUERY ? "-._~=" : "-._~";
    char *out = malloc(3 * strlen(text) + 1), *to = out;
    for (int first = 1; out && *text; text++) {
        unsigned char byte = *text;
        if (!(flags & CURLU_URLENCODE) || isalnum(byte) || (strchr(plain, byte) && (byte != '=' || first)))
            *to++ = byte;
        else if (byte == ' ' && what == CURLUPART_QUERY)
            *to++ = '+';
        else
            to += sprintf(to, "%%%02X", byte);
        // Of a pair only the first sign of equality parts it.
        first = first && byte != '=';
    }
    if (out)
        *to = 0;
    return out;
}

CURLUcode curl_url_set(CURLU *url, CURLUPart what, const char *text, unsigned flags) {
    if (!url)
        return CURLUE_BAD_HANDLE;
    if (what == CURLUPART_URL)
        return text ? url_parse(url, text, flags) : (url_clear(url), CURLUE_OK);
    CURLUcode missing;
    char **part = part_of(url, what, &missing), *own = NULL;
    if (!part)
        return missing;
    if (text && what == CURLUPART_SCHEME && !(flags & CURLU_NON_SUPPORT_SCHEME) && !port_of_scheme(text))
        return CURLUE_UNSUPPORTED_SCHEME;
    if (text && what == CURLUPART_PORT && (!*text || text[strspn(text, "0123456789")] || atol(text) > 65535))
        return CURLUE_BAD_PORT_NUMBER;
    if (text && what == CURLUPART_HOST && (!*text || text[strcspn(text, " /?#@")]))
        return CURLUE_BAD_HOSTNAME;
    if (text && !(own = as_part(what, text, flags)))
        return CURLUE_OUT_OF_MEMORY;
    if (own && what == CURLUPART_PATH && *own != '/') {
        char *rooted = NULL;
        int length = asprintf(&rooted, "/%s", own);
        free(own);
        if (length < 0)
            return CURLUE_OUT_OF_MEMORY;
        own = rooted;
    }
    if (own && what == CURLUPART_QUERY && flags & CURLU_APPENDQUERY && *part && **part) {
        char *longer = NULL;
        int length = asprintf(&longer, "%s&%s", *part, own);
        free(own);
        if (length < 0)
            return CURLUE_OUT_OF_MEMORY;
        own = longer;
    }
    free(*part);
    *part = own;
    return CURLUE_OK;
}

const char *curl_url_strerror(CURLUcode code) {
    static const char *const texts[] = {"No error",
                                        "An invalid CURLU pointer was passed as argument",
                                        "An invalid 'part' argument was passed as argument",
                                        "Malformed input to a URL function",
                                        "Port number was not a decimal number between 0 and 65535",
                                        "Unsupported URL scheme",
                                        "URL decode error, most likely because of rubbish in the input",
                                        "A memory function failed",
                                        "Credentials was passed in the URL when prohibited",
                                        "An unknown part ID was passed to a URL API function",
                                        "No scheme part in the URL",
                                        "No user part in the URL",
                                        "No password part in the URL",
                                        "No options part in the URL",
                                        "No host part in the URL",
                                        "No port part in the URL",
                                        "No query part in the URL",
                                        "No fragment part in the URL",
                                        "No zoneid part in the URL",
                                        "Bad file:// URL",
                                        "Bad fragment",
                                        "Bad hostname"};
    return (unsigned)code < sizeof texts / sizeof *texts ? texts[code] : "CURLUcode unknown";
}
