/// Handles and their options.
#include "handle.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

uint64_t clock_now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000ull + time.tv_nsec;
}

CURLcode curl_global_init(long flags) { return CURLE_OK; }
void curl_global_cleanup(void) {}
CURL *curl_easy_init(void) { return calloc(1, sizeof(CURL)); }

/// Options whose texts are copied. Other pointers stay the program's.
static int is_text(CURLoption option) {
    static const CURLoption texts[] = {
        CURLOPT_URL,          CURLOPT_PROXY,         CURLOPT_USERPWD,        CURLOPT_PROXYUSERPWD,
        CURLOPT_RANGE,        CURLOPT_REFERER,       CURLOPT_USERAGENT,      CURLOPT_COOKIE,
        CURLOPT_SSLCERT,      CURLOPT_KEYPASSWD,     CURLOPT_COOKIEFILE,     CURLOPT_CUSTOMREQUEST,
        CURLOPT_INTERFACE,    CURLOPT_CAINFO,        CURLOPT_COOKIEJAR,      CURLOPT_SSL_CIPHER_LIST,
        CURLOPT_SSLKEY,       CURLOPT_CAPATH,        CURLOPT_ACCEPT_ENCODING, CURLOPT_ISSUERCERT,
        CURLOPT_USERNAME,     CURLOPT_PASSWORD,      CURLOPT_NOPROXY,        CURLOPT_XOAUTH2_BEARER,
        CURLOPT_PROTOCOLS_STR, CURLOPT_REDIR_PROTOCOLS_STR, CURLOPT_PINNEDPUBLICKEY, CURLOPT_DEFAULT_PROTOCOL};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i] == option)
            return 1;
    return 0;
}

const struct setting *setting_of(const CURL *curl, CURLoption option) {
    for (int i = 0; i < curl->count; i++)
        if (curl->settings[i].option == option)
            return &curl->settings[i];
    return NULL;
}

int64_t number_set(const CURL *curl, CURLoption option, int64_t otherwise) {
    const struct setting *setting = setting_of(curl, option);
    return setting ? setting->number : otherwise;
}

const char *text_set(const CURL *curl, CURLoption option) {
    const struct setting *setting = setting_of(curl, option);
    return setting ? setting->text : NULL;
}

void *pointer_set(const CURL *curl, CURLoption option) {
    const struct setting *setting = setting_of(curl, option);
    return setting ? setting->pointer : NULL;
}

static void forget(CURL *curl, CURLoption option) {
    for (int i = 0; i < curl->count; i++)
        if (curl->settings[i].option == option) {
            free(curl->settings[i].text);
            curl->settings[i--] = curl->settings[--curl->count];
        }
}

static CURLcode put(CURL *curl, struct setting setting) {
    forget(curl, setting.option);
    struct setting *grown = realloc(curl->settings, (curl->count + 1) * sizeof setting);
    if (!grown)
        return CURLE_OUT_OF_MEMORY;
    curl->settings = grown;
    grown[curl->count++] = setting;
    return CURLE_OK;
}

static CURLcode put_number(CURL *curl, CURLoption option, int64_t number) {
    return put(curl, (struct setting){.option = option, .number = number});
}

static CURLcode put_text(CURL *curl, CURLoption option, const char *text) {
    char *copy = text ? strdup(text) : NULL;
    return text && !copy ? CURLE_OUT_OF_MEMORY : put(curl, (struct setting){.option = option, .text = copy});
}

/// What an option changes of others: the methods exclude each other.
static CURLcode settle(CURL *curl, CURLoption option, int64_t number) {
    switch (option) {
    case CURLOPT_HTTPGET:
        if (number) {
            forget(curl, CURLOPT_POST);
            forget(curl, CURLOPT_UPLOAD);
            forget(curl, CURLOPT_NOBODY);
        }
        return CURLE_OK;
    case CURLOPT_POSTFIELDS:
    case CURLOPT_COPYPOSTFIELDS:
        return put_number(curl, CURLOPT_POST, 1);
    case CURLOPT_POST:
        forget(curl, CURLOPT_NOBODY);
        return CURLE_OK;
    case CURLOPT_SSL_VERIFYHOST:
        // 1 was refused by some versions and is 2 since.
        return number == 1 ? put_number(curl, option, 2) : CURLE_OK;
    case CURLOPT_USERPWD:
        forget(curl, CURLOPT_USERNAME);
        forget(curl, CURLOPT_PASSWORD);
        return CURLE_OK;
    default:
        return CURLE_OK;
    }
}

/// The texts of POST are copied with the size that is set before.
static CURLcode copy_fields(CURL *curl, const char *data) {
    int64_t size = number_set(curl, CURLOPT_POSTFIELDSIZE_LARGE, number_set(curl, CURLOPT_POSTFIELDSIZE, -1));
    size_t length = !data ? 0 : size < 0 ? strlen(data) : (size_t)size;
    char *copy = data ? malloc(length + 1) : NULL;
    if (data && !copy)
        return CURLE_OUT_OF_MEMORY;
    if (copy) {
        memcpy(copy, data, length);
        copy[length] = 0;
    }
    forget(curl, CURLOPT_POSTFIELDS);
    return put(curl, (struct setting){.option = CURLOPT_COPYPOSTFIELDS, .number = length, .text = copy, .pointer = copy});
}

CURLcode curl_easy_setopt(CURL *curl, CURLoption option, ...) {
    if (!curl)
        return CURLE_BAD_FUNCTION_ARGUMENT;
    va_list arguments;
    va_start(arguments, option);
    int64_t number = 0;
    void *pointer = NULL;
    if (option < 10000)
        number = va_arg(arguments, long);
    else if (option < 30000)
        pointer = va_arg(arguments, void *);
    else
        number = va_arg(arguments, curl_off_t);
    va_end(arguments);
    if (option <= 0 || option >= 50000 || option % 10000 > 400)
        return CURLE_UNKNOWN_OPTION;
    if (option == CURLOPT_PROXY && pointer && *(const char *)pointer)
        return CURLE_NOT_BUILT_IN;
    if ((option == CURLOPT_TIMEOUT || option == CURLOPT_TIMEOUT_MS || option == CURLOPT_CONNECTTIMEOUT ||
         option == CURLOPT_CONNECTTIMEOUT_MS) && number < 0)
        return CURLE_BAD_FUNCTION_ARGUMENT;
    CURLcode code;
    if (option == CURLOPT_COPYPOSTFIELDS)
        code = copy_fields(curl, pointer);
    else if (option < 10000 || option >= 30000)
        code = put_number(curl, option, number);
    else if (is_text(option))
        code = put_text(curl, option, pointer);
    else
        code = put(curl, (struct setting){.option = option, .pointer = pointer});
    return code ? code : settle(curl, option, number);
}

void result_clear(struct result *result) {
    free(result->effective_url);
    free(result->content_type);
    free(result->redirect_url);
    free(result->scheme);
    free(result->method);
    *result = (struct result){.announced = -1};
}

void curl_easy_reset(CURL *curl) {
    for (int i = 0; i < curl->count; i++)
        free(curl->settings[i].text);
    free(curl->settings);
    curl->settings = NULL;
    curl->count = 0;
}

void curl_easy_cleanup(CURL *curl) {
    if (!curl)
        return;
    curl_easy_reset(curl);
    result_clear(&curl->result);
    free(curl);
}

CURL *curl_easy_duphandle(CURL *curl) {
    CURL *copy = curl_easy_init();
    for (int i = 0; copy && i < curl->count; i++) {
        struct setting setting = curl->settings[i];
        if (setting.option == CURLOPT_COPYPOSTFIELDS) {
            copy_fields(copy, setting.text);
            continue;
        }
        setting.text = setting.text ? strdup(setting.text) : NULL;
        put(copy, setting);
    }
    return copy;
}

static double seconds(const struct result *result, uint64_t time) {
    return time > result->started ? (time - result->started) / 1e9 : 0;
}

static const char *text_info(const CURL *curl, CURLINFO info) {
    const struct result *result = &curl->result;
    switch (info) {
    case CURLINFO_EFFECTIVE_URL:
        return result->effective_url ? result->effective_url : text_set(curl, CURLOPT_URL);
    case CURLINFO_CONTENT_TYPE:
        return result->content_type;
    case CURLINFO_REDIRECT_URL:
        return result->redirect_url;
    case CURLINFO_PRIMARY_IP:
        return result->primary_ip;
    case CURLINFO_LOCAL_IP:
        return result->local_ip;
    case CURLINFO_SCHEME:
        return result->scheme;
    case CURLINFO_EFFECTIVE_METHOD:
        return result->method ? result->method : "GET";
    case CURLINFO_PRIVATE:
        return pointer_set(curl, CURLOPT_PRIVATE);
    default:
        return NULL;
    }
}

static long long_info(const struct result *result, CURLINFO info) {
    switch (info) {
    case CURLINFO_RESPONSE_CODE:
        return result->response_code;
    case CURLINFO_HEADER_SIZE:
        return result->header_bytes;
    case CURLINFO_REQUEST_SIZE:
        return result->request_bytes;
    case CURLINFO_SSL_VERIFYRESULT:
        return result->verification;
    case CURLINFO_REDIRECT_COUNT:
        return result->redirects;
    case CURLINFO_OS_ERRNO:
        return result->system_error;
    case CURLINFO_NUM_CONNECTS:
        return result->connections;
    case CURLINFO_PRIMARY_PORT:
        return result->primary_port;
    case CURLINFO_LOCAL_PORT:
        return result->local_port;
    default:
        return 0;
    }
}

static double number_info(const struct result *result, CURLINFO info) {
    switch (info) {
    case CURLINFO_TOTAL_TIME:
        return seconds(result, result->ended);
    case CURLINFO_NAMELOOKUP_TIME:
        return seconds(result, result->resolved);
    case CURLINFO_CONNECT_TIME:
    case CURLINFO_PRETRANSFER_TIME:
        return seconds(result, result->connected);
    case CURLINFO_STARTTRANSFER_TIME:
        return seconds(result, result->answered);
    case CURLINFO_TOTAL_TIME_T:
        return seconds(result, result->ended) * 1e6;
    case CURLINFO_SIZE_UPLOAD:
    case CURLINFO_SIZE_UPLOAD_T:
        return result->uploaded;
    case CURLINFO_SIZE_DOWNLOAD:
    case CURLINFO_SIZE_DOWNLOAD_T:
        return result->downloaded;
    case CURLINFO_CONTENT_LENGTH_DOWNLOAD:
    case CURLINFO_CONTENT_LENGTH_DOWNLOAD_T:
        return result->announced;
    default:
        return 0;
    }
}

CURLcode curl_easy_getinfo(CURL *curl, CURLINFO info, ...) {
    va_list arguments;
    va_start(arguments, info);
    void *out = va_arg(arguments, void *);
    va_end(arguments);
    if (!curl || !out)
        return CURLE_BAD_FUNCTION_ARGUMENT;
    switch (info & 0xf00000) {
    case 0x100000:
        *(const char **)out = text_info(curl, info);
        return CURLE_OK;
    case 0x200000:
        *(long *)out = long_info(&curl->result, info);
        return CURLE_OK;
    case 0x300000:
        *(double *)out = number_info(&curl->result, info);
        return CURLE_OK;
    case 0x600000:
        *(curl_off_t *)out = number_info(&curl->result, info);
        return CURLE_OK;
    }
    return CURLE_UNKNOWN_OPTION;
}
