/// TLS by the host: options and results as JSON.
#include "secure.h"
#include "descriptors.h"
#include "host.h"
#include "sockets.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// The longest file of authorities, in bytes.
#define MOST_AUTHORITIES (1u << 20)
/// The longest answer of the host.
#define ANSWER 16384

/// A key with a text, after what was written before.
static void write_text(FILE *out, const char *key, const char *text) {
    if (!text)
        return;
    fprintf(out, ",\"%s\":\"", key);
    for (; *text; text++) {
        unsigned char byte = *text;
        if (byte == '"' || byte == '\\')
            fprintf(out, "\\%c", byte);
        else if (byte < ' ' || byte > '~')
            fprintf(out, "\\u%04x", byte);
        else
            fputc(byte, out);
    }
    fputc('"', out);
}

static char *options_of(const struct security *wanted, size_t *length) {
    char *text = NULL;
    FILE *out = open_memstream(&text, length);
    if (!out)
        return NULL;
    fprintf(out, "{\"verify\":%s,\"check_name\":%s,\"library_default\":%s", wanted->verify ? "true" : "false",
            wanted->check_name ? "true" : "false", wanted->library_default ? "true" : "false");
    write_text(out, "server_name", wanted->server_name);
    write_text(out, "minimum", wanted->minimum);
    write_text(out, "maximum", wanted->maximum);
    write_text(out, "authorities", wanted->authorities);
    write_text(out, "authority_text", wanted->authority_text);
    fputc('}', out);
    fclose(out);
    return text;
}

/// A text from after its opening quote, up to the closing one; what follows it. Escaped characters outside of ASCII are
/// question marks, as certificates' names hardly have any.
static const char *read_text(const char *at, FILE *out) {
    for (; *at && *at != '"'; at++) {
        if (*at != '\\' || !at[1]) {
            fputc(*at, out);
        } else if (*++at == 'u') {
            unsigned value = 0;
            sscanf(at + 1, "%4x", &value);
            fputc(value && value < 0x80 ? (int)value : '?', out);
            for (int i = 0; i < 4 && at[1] && at[1] != '"'; i++)
                at++;
        } else {
            fputc(*at == 'n' ? '\n' : *at == 't' ? '\t' : *at, out);
        }
    }
    return *at ? at + 1 : at;
}

/// The value of a key of a flat object that the host wrote: a text, or a list of texts with a line feed after each.
static char *value_of(const char *json, const char *key) {
    char quoted[32], *text = NULL;
    size_t length;
    snprintf(quoted, sizeof quoted, "\"%s\":", key);
    const char *at = strstr(json, quoted);
    if (!at)
        return NULL;
    at += strlen(quoted) + strspn(at + strlen(quoted), " ");
    if (*at != '"' && *at != '[')
        return NULL;
    FILE *out = open_memstream(&text, &length);
    if (!out)
        return NULL;
    if (*at == '"')
        read_text(at + 1, out);
    else
        for (at++; *at && *at != ']';) {
            if (*at++ != '"')
                continue;
            at = read_text(at, out);
            fputc('\n', out);
        }
    fclose(out);
    return text;
}

int secure_socket(int fd, const struct security *wanted, struct secured *out) {
    *out = (struct secured){0};
    struct socket *socket = socket_of(fd);
    if (!socket)
        return errno;
    uint64_t left = socket_settle(socket);
    if (left && is_blocking(fd, 0)) {
        wait_in_vain(left / 1000000 + 1);
        left = socket_settle(socket);
    }
    if (left || socket->progress != CONNECTED)
        return left ? EAGAIN : ENOTCONN;
    size_t length = 0;
    uint32_t written = 0;
    char *options = options_of(wanted, &length), *answer = malloc(ANSWER + 1);
    int error = options && answer ? dg_net_tls(socket->connection, options, length, answer, ANSWER, &written) : ENOMEM;
    free(options);
    if (answer)
        answer[written < ANSWER ? written : ANSWER] = 0;
    if (error == EPROTO) {
        out->problem = answer;
        return error;
    }
    if (!error) {
        out->version = value_of(answer, "version");
        out->subject = value_of(answer, "subject");
        out->issuer = value_of(answer, "issuer");
        out->names = value_of(answer, "names");
        out->problem = value_of(answer, "problem");
    }
    free(answer);
    return error;
}

int reconnect_socket(int fd) {
    struct socket *socket = socket_of(fd);
    if (!socket)
        return errno;
    struct sockaddr_storage peer = socket->peer;
    return socket_connect(socket, (void *)&peer, socket->peer_length, -1);
}

void secured_clear(struct secured *secured) {
    free(secured->version);
    free(secured->subject);
    free(secured->issuer);
    free(secured->names);
    free(secured->problem);
    *secured = (struct secured){0};
}

char *read_authorities(const char *path) {
    static const char *const usual[] = {"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
                                        "/etc/ssl/cert.pem", "/etc/ssl/ca-bundle.pem", "/etc/ssl/certs"};
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (!strcmp(path, usual[i]))
            return strdup("");
    FILE *file = fopen(path, "r");
    char *text = file ? malloc(MOST_AUTHORITIES + 1) : NULL;
    size_t length = text ? fread(text, 1, MOST_AUTHORITIES, file) : 0;
    if (file)
        fclose(file);
    if (text)
        text[length] = 0;
    return text;
}
