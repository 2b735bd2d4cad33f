/// Texts: escapes, lists, what codes mean.
#include "handle.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *curl_easy_escape(CURL *curl, const char *text, int length) {
    size_t size = length > 0 ? (size_t)length : strlen(text);
    char *out = length < 0 ? NULL : malloc(3 * size + 1), *to = out;
    for (size_t i = 0; out && i < size; i++) {
        unsigned char byte = text[i];
        if (isalnum(byte) || (byte && strchr("-._~", byte)))
            *to++ = byte;
        else
            to += sprintf(to, "%%%02X", byte);
    }
    if (out)
        *to = 0;
    return out;
}

char *curl_easy_unescape(CURL *curl, const char *text, int length, int *given) {
    size_t size = length > 0 ? (size_t)length : strlen(text);
    char *out = length < 0 ? NULL : malloc(size + 1), *to = out;
    for (size_t i = 0; out && i < size; i++) {
        unsigned value;
        if (text[i] == '%' && i + 2 < size && isxdigit((unsigned char)text[i + 1]) && isxdigit((unsigned char)text[i + 2])) {
            sscanf(text + i + 1, "%2x", &value);
            *to++ = value;
            i += 2;
        } else {
            *to++ = text[i];
        }
    }
    if (!out)
        return NULL;
    *to = 0;
    if (given)
        *given = to - out;
    return out;
}

char *curl_escape(const char *text, int length) { return curl_easy_escape(NULL, text, length); }
char *curl_unescape(const char *text, int length) { return curl_easy_unescape(NULL, text, length, NULL); }
void curl_free(void *memory) { free(memory); }
char *curl_version(void) { return "libcurl/" LIBCURL_VERSION " OpenSSL/3.0.13"; }

struct curl_slist *curl_slist_append(struct curl_slist *list, const char *text) {
    struct curl_slist *last = malloc(sizeof *last), **end = &list;
    if (!last || !(last->data = strdup(text))) {
        free(last);
        return NULL;
    }
    last->next = NULL;
    while (*end)
        end = &(*end)->next;
    *end = last;
    return list;
}

void curl_slist_free_all(struct curl_slist *list) {
    while (list) {
        struct curl_slist *next = list->next;
        free(list->data);
        free(list);
        list = next;
    }
}

const char *curl_easy_strerror(CURLcode code) {
    switch (code) {
    case CURLE_OK:
        return "No error";
    case CURLE_UNSUPPORTED_PROTOCOL:
        return "Unsupported protocol";
    case CURLE_FAILED_INIT:
        return "Failed initialization";
    case CURLE_URL_MALFORMAT:
        return "URL using bad/illegal format or missing URL";
    case CURLE_NOT_BUILT_IN:
        return "A requested feature, protocol or option was not found built-in in this libcurl due to a build-time decision.";
    case CURLE_COULDNT_RESOLVE_PROXY:
        return "Couldn't resolve proxy name";
    case CURLE_COULDNT_RESOLVE_HOST:
        return "Couldn't resolve host name";
    case CURLE_COULDNT_CONNECT:
        return "Couldn't connect to server";
    case CURLE_WEIRD_SERVER_REPLY:
        return "Weird server reply";
    case CURLE_REMOTE_ACCESS_DENIED:
        return "Access denied to remote resource";
    case CURLE_PARTIAL_FILE:
        return "Transferred a partial file";
    case CURLE_HTTP_RETURNED_ERROR:
        return "HTTP response code said error";
    case CURLE_WRITE_ERROR:
        return "Failed writing received data to disk/application";
    case CURLE_UPLOAD_FAILED:
        return "Upload failed (at start)";
    case CURLE_READ_ERROR:
        return "Failed to open/read local data from file/application";
    case CURLE_OUT_OF_MEMORY:
        return "Out of memory";
    case CURLE_OPERATION_TIMEDOUT:
        return "Timeout was reached";
    case CURLE_RANGE_ERROR:
        return "Requested range was not delivered by the server";
    case CURLE_SSL_CONNECT_ERROR:
        return "SSL connect error";
    case CURLE_FILE_COULDNT_READ_FILE:
        return "Couldn't read a file:// file";
    case CURLE_ABORTED_BY_CALLBACK:
        return "Operation was aborted by an application callback";
    case CURLE_BAD_FUNCTION_ARGUMENT:
        return "A libcurl function was given a bad argument";
    case CURLE_TOO_MANY_REDIRECTS:
        return "Number of redirects hit maximum amount";
    case CURLE_UNKNOWN_OPTION:
        return "An unknown option was passed in to libcurl";
    case CURLE_GOT_NOTHING:
        return "Server returned nothing (no headers, no data)";
    case CURLE_SEND_ERROR:
        return "Failed sending data to the peer";
    case CURLE_RECV_ERROR:
        return "Failure when receiving data from the peer";
    case CURLE_SSL_CERTPROBLEM:
        return "Problem with the local SSL certificate";
    case CURLE_PEER_FAILED_VERIFICATION:
        return "SSL peer certificate or SSH remote key was not OK";
    case CURLE_BAD_CONTENT_ENCODING:
        return "Unrecognized or bad HTTP Content or Transfer-Encoding";
    case CURLE_FILESIZE_EXCEEDED:
        return "Maximum file size exceeded";
    case CURLE_LOGIN_DENIED:
        return "Login denied";
    case CURLE_SSL_CACERT_BADFILE:
        return "Problem with the SSL CA cert (path? access rights?)";
    case CURLE_REMOTE_FILE_NOT_FOUND:
        return "Remote file not found";
    case CURLE_AGAIN:
        return "Socket not ready for send/recv";
    case CURLE_TOO_LARGE:
        return "A value or data field grew larger than allowed";
    }
    return "Unknown error";
}

CURLcode explain(CURL *curl, CURLcode code, const char *format, ...) {
    char *buffer = pointer_set(curl, CURLOPT_ERRORBUFFER);
    va_list arguments;
    va_start(arguments, format);
    if (buffer)
        vsnprintf(buffer, CURL_ERROR_SIZE, format, arguments);
    va_end(arguments);
    return code;
}
