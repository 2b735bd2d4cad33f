/// The program's callbacks for data, heads and progress.
#include "delivery.h"

#include <stdio.h>

static size_t write_to_file(char *data, size_t size, size_t count, void *file) {
    return fwrite(data, size, count, file ? file : stdout) * size;
}

static CURLcode hand_over(CURL *curl, curl_write_callback callback, void *target, const char *data, size_t length) {
    // Programs are used to parts of this size.
    for (size_t at = 0; at < length;) {
        size_t part = length - at < CURL_MAX_WRITE_SIZE ? length - at : CURL_MAX_WRITE_SIZE;
        size_t taken = callback((char *)data + at, 1, part, target);
        if (taken != part)
            return explain(curl, CURLE_WRITE_ERROR, "Failure writing output to destination, passed %zu returned %zd", part,
                           (ssize_t)taken);
        at += part;
    }
    return CURLE_OK;
}

/// The program's function for the body, or the one that writes to a file.
static curl_write_callback writer(const CURL *curl) {
    curl_write_callback own = (curl_write_callback)pointer_set(curl, CURLOPT_WRITEFUNCTION);
    return own ? own : write_to_file;
}

CURLcode deliver(CURL *curl, const void *data, size_t length) {
    int64_t most = number_set(curl, CURLOPT_MAXFILESIZE_LARGE, number_set(curl, CURLOPT_MAXFILESIZE, 0));
    if (most > 0 && curl->result.downloaded + (int64_t)length > most)
        return explain(curl, CURLE_FILESIZE_EXCEEDED, "Exceeded the maximum allowed file size (%lld)", (long long)most);
    CURLcode code = hand_over(curl, writer(curl), pointer_set(curl, CURLOPT_WRITEDATA), data, length);
    curl->result.downloaded += length;
    return code ? code : report_progress(curl);
}

CURLcode deliver_header(CURL *curl, const char *line, size_t length) {
    curl_write_callback own = (curl_write_callback)pointer_set(curl, CURLOPT_HEADERFUNCTION);
    void *target = pointer_set(curl, CURLOPT_HEADERDATA);
    CURLcode code = CURLE_OK;
    curl->result.header_bytes += length;
    if (number_set(curl, CURLOPT_HEADER, 0))
        code = hand_over(curl, writer(curl), pointer_set(curl, CURLOPT_WRITEDATA), line, length);
    if (!code && (own || target))
        code = hand_over(curl, own ? own : writer(curl), target, line, length);
    return code;
}

CURLcode report_progress(CURL *curl) {
    curl_xferinfo_callback callback = (curl_xferinfo_callback)pointer_set(curl, CURLOPT_XFERINFOFUNCTION);
    const struct result *result = &curl->result;
    if (!callback || number_set(curl, CURLOPT_NOPROGRESS, 1))
        return CURLE_OK;
    int stop = callback(pointer_set(curl, CURLOPT_XFERINFODATA), result->announced > 0 ? result->announced : 0,
                        result->downloaded, result->uploaded, result->uploaded);
    return stop && stop != CURL_PROGRESSFUNC_CONTINUE ? explain(curl, CURLE_ABORTED_BY_CALLBACK, "Callback aborted")
                                                      : CURLE_OK;
}
