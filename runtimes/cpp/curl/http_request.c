/// What is sent: the line, the fields, the body.
#include "http_request.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/// The most that a program's function may give to send.
#define MOST_BODY (16u << 20)

const char *method_set(const CURL *curl) {
    const char *custom = text_set(curl, CURLOPT_CUSTOMREQUEST);
    return custom                                   ? custom
           : number_set(curl, CURLOPT_UPLOAD, 0)    ? "PUT"
           : number_set(curl, CURLOPT_POST, 0)      ? "POST"
           : number_set(curl, CURLOPT_NOBODY, 0)    ? "HEAD"
                                                    : "GET";
}

/// The program's own field of a name, or null.
static const char *own_field(const CURL *curl, const char *name) {
    size_t length = strlen(name);
    for (struct curl_slist *at = pointer_set(curl, CURLOPT_HTTPHEADER); at; at = at->next)
        if (!strncasecmp(at->data, name, length) && (at->data[length] == ':' || at->data[length] == ';'))
            return at->data;
    return NULL;
}

/// Reads what the program's function gives.
static CURLcode read_body(CURL *curl, struct body *body) {
    curl_read_callback read = (curl_read_callback)pointer_set(curl, CURLOPT_READFUNCTION);
    FILE *file = pointer_set(curl, CURLOPT_READDATA);
    for (char block[16384];;) {
        size_t got = read ? read(block, 1, sizeof block, file) : fread(block, 1, sizeof block, file ? file : stdin);
        if (got > sizeof block)
            return got == CURL_READFUNC_ABORT ? CURLE_ABORTED_BY_CALLBACK : CURLE_READ_ERROR;
        if (!got)
            return CURLE_OK;
        char *grown = body->length + got <= MOST_BODY ? realloc(body->own, body->length + got) : NULL;
        if (!grown)
            return CURLE_OUT_OF_MEMORY;
        body->own = grown;
        memcpy(grown + body->length, block, got);
        body->data = grown;
        body->length += got;
    }
}

CURLcode body_set(CURL *curl, struct body *body) {
    const struct setting *copy = setting_of(curl, CURLOPT_COPYPOSTFIELDS);
    const char *fields = pointer_set(curl, CURLOPT_POSTFIELDS);
    int64_t size = number_set(curl, CURLOPT_POSTFIELDSIZE_LARGE, number_set(curl, CURLOPT_POSTFIELDSIZE, -1));
    *body = (struct body){0};
    if (number_set(curl, CURLOPT_UPLOAD, 0))
        return read_body(curl, body);
    if (!number_set(curl, CURLOPT_POST, 0))
        return CURLE_OK;
    body->is_form = 1;
    if (copy && copy->text) {
        body->data = copy->text;
        body->length = copy->number;
    } else if (fields) {
        body->data = fields;
        body->length = size < 0 ? strlen(fields) : (size_t)size;
    } else if (pointer_set(curl, CURLOPT_READFUNCTION)) {
        return read_body(curl, body);
    }
    return CURLE_OK;
}

/// `Authorization`, from the options or the URL.
static void write_credentials(FILE *out, const CURL *curl, const struct request *request) {
    const char *both = text_set(curl, CURLOPT_USERPWD), *user = text_set(curl, CURLOPT_USERNAME),
               *password = text_set(curl, CURLOPT_PASSWORD), *bearer = text_set(curl, CURLOPT_XOAUTH2_BEARER);
    int may = request->is_first_host || number_set(curl, CURLOPT_UNRESTRICTED_AUTH, 0);
    char *plain = NULL, *name = NULL, *secret = NULL;
    if (own_field(curl, "Authorization"))
        return;
    if (bearer && may && number_set(curl, CURLOPT_HTTPAUTH, 0) & CURLAUTH_BEARER) {
        fprintf(out, "Authorization: Bearer %s\r\n", bearer);
        return;
    }
    size_t length = 0;
    FILE *text = open_memstream(&plain, &length);
    if (!text)
        return;
    if (request->url->user) {
        name = unescaped(request->url->user);
        secret = request->url->password ? unescaped(request->url->password) : NULL;
        fprintf(text, "%s:%s", name ? name : "", secret ? secret : "");
    } else if (both && may) {
        fprintf(text, strchr(both, ':') ? "%s" : "%s:", both);
    } else if (user && may) {
        fprintf(text, "%s:%s", user, password ? password : "");
    }
    fclose(text);
    unsigned char *encoded = length ? malloc(length * 2 + 8) : NULL;
    if (encoded) {
        EVP_EncodeBlock(encoded, (unsigned char *)plain, length);
        fprintf(out, "Authorization: Basic %s\r\n", encoded);
    }
    free(encoded);
    free(name);
    free(secret);
    free(plain);
}

/// The program's fields. "Name:" alone takes a field away, "Name;" makes it empty.
static void write_own_fields(FILE *out, const CURL *curl, const struct request *request) {
    for (struct curl_slist *at = pointer_set(curl, CURLOPT_HTTPHEADER); at; at = at->next) {
        const char *text = at->data, *value = text + strcspn(text, ":;");
        int is_secret = !strncasecmp(text, "Authorization:", 14) || !strncasecmp(text, "Cookie:", 7);
        if (is_secret && !request->is_first_host && !number_set(curl, CURLOPT_UNRESTRICTED_AUTH, 0))
            continue;
        if (*value == ';' && !value[1])
            fprintf(out, "%.*s:\r\n", (int)(value - text), text);
        else if (*value == ':' && value[1 + strspn(value + 1, " \t")])
            fprintf(out, "%s\r\n", text);
    }
}

char *request_head(const CURL *curl, const struct request *request, const struct body *body, size_t *length) {
    const CURLU *url = request->url;
    char *text = NULL;
    FILE *out = open_memstream(&text, length);
    if (!out)
        return NULL;
    fprintf(out, "%s %s%s%s HTTP/%s\r\n", request->method ? request->method : method_set(curl), url->path,
            url->query ? "?" : "", url->query ? url->query : "",
            number_set(curl, CURLOPT_HTTP_VERSION, 0) == CURL_HTTP_VERSION_1_0 ? "1.0" : "1.1");
    if (!own_field(curl, "Host"))
        fprintf(out, url_port(url) == port_of_scheme(url->scheme) ? "Host: %s\r\n" : "Host: %s:%d\r\n", url->host,
                url_port(url));
    write_credentials(out, curl, request);
    const struct {
        const char *name, *value;
    } fields[] = {{"Range", text_set(curl, CURLOPT_RANGE)},
                  {"User-Agent", text_set(curl, CURLOPT_USERAGENT)},
                  {"Accept", "*/*"},
                  {"Referer", request->referer},
                  {"Cookie", request->is_first_host ? text_set(curl, CURLOPT_COOKIE) : NULL}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (fields[i].value && *fields[i].value && !own_field(curl, fields[i].name))
            fprintf(out, i ? "%s: %s\r\n" : "%s: bytes=%s\r\n", fields[i].name, fields[i].value);
    write_own_fields(out, curl, request);
    if (request->has_body && !own_field(curl, "Content-Length") && (body->is_form || body->length))
        fprintf(out, "Content-Length: %zu\r\n", body->length);
    if (request->has_body && body->is_form && !own_field(curl, "Content-Type"))
        fputs("Content-Type: application/x-www-form-urlencoded\r\n", out);
    fputs("\r\n", out);
    fclose(out);
    return text;
}
