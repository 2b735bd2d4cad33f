/// Certificates: their names, and what can be wrong with them.
#define _GNU_SOURCE
#include "tls.h"

#include <arpa/inet.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct {
    int number;
    const char *text;
} errors[] = {
    {X509_V_OK, "ok"},
    {X509_V_ERR_CERT_NOT_YET_VALID, "certificate is not yet valid"},
    {X509_V_ERR_CERT_HAS_EXPIRED, "certificate has expired"},
    {X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, "self-signed certificate in certificate chain"},
    {X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, "self-signed certificate"},
    {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, "unable to get local issuer certificate"},
    {X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, "unable to verify the first certificate"},
    {X509_V_ERR_CERT_REVOKED, "certificate revoked"},
    {X509_V_ERR_IP_ADDRESS_MISMATCH, "IP address mismatch"},
    {X509_V_ERR_HOSTNAME_MISMATCH, "hostname mismatch"},
    {X509_V_ERR_UNSPECIFIED, "unspecified certificate verification error"},
};
#define ERRORS (sizeof errors / sizeof *errors)

int verification_error(const char *problem) {
    if (!problem || !*problem)
        return X509_V_OK;
    for (size_t i = 1; i < ERRORS; i++)
        if (strcasestr(problem, errors[i].text))
            return errors[i].number;
    return X509_V_ERR_UNSPECIFIED;
}

const char *X509_verify_cert_error_string(long number) {
    for (size_t i = 0; i < ERRORS; i++)
        if (errors[i].number == number)
            return errors[i].text;
    return "unknown certificate verification error";
}

/// The text as a common name, if it says of no other kind.
static char *as_name(char *text) {
    char *name = NULL;
    if (!text || strchr(text, '='))
        return text;
    int length = asprintf(&name, "CN=%s", text);
    free(text);
    return length < 0 ? NULL : name;
}

X509 *certificate_of(char *subject, char *issuer, char *names) {
    subject = as_name(subject);
    issuer = as_name(issuer);
    X509 *certificate = calloc(1, sizeof *certificate);
    if (!certificate) {
        free(subject);
        free(issuer);
        free(names);
        return NULL;
    }
    *certificate = (X509){1, {subject}, {issuer}, names};
    return certificate;
}

int X509_up_ref(X509 *certificate) { return ++certificate->references > 1; }

void X509_free(X509 *certificate) {
    if (!certificate || --certificate->references)
        return;
    free(certificate->subject.text);
    free(certificate->issuer.text);
    free(certificate->names);
    free(certificate);
}

X509_NAME *X509_get_subject_name(const X509 *certificate) { return (X509_NAME *)&certificate->subject; }
X509_NAME *X509_get_issuer_name(const X509 *certificate) { return (X509_NAME *)&certificate->issuer; }

/// As "/O=Example/CN=host", from "O=Example, CN=host".
char *X509_NAME_oneline(const X509_NAME *name, char *out, int room) {
    const char *from = name->text ? name->text : "";
    if (!out) {
        room = strlen(from) + 2;
        out = malloc(room);
    }
    if (!out || room < 1)
        return NULL;
    char *to = out, *end = out + room - 1;
    for (int starts = *from && *from != '/'; to < end && (starts || *from); starts = 0) {
        if (starts) {
            *to++ = '/';
        } else if (*from == ',') {
            *to++ = '/';
            from += 1 + (from[1] == ' ');
        } else {
            *to++ = *from++;
        }
    }
    *to = 0;
    return out;
}

int X509_NAME_get_text_by_NID(const X509_NAME *name, int kind, char *out, int room) {
    const char *at = name->text && kind == NID_commonName ? strstr(name->text, "CN=") : NULL;
    if (!at)
        return -1;
    at += strlen("CN=");
    int length = strcspn(at, ",/");
    if (out && room > 0) {
        int part = length < room - 1 ? length : room - 1;
        memcpy(out, at, part);
        out[part] = 0;
        length = part;
    }
    return length;
}

/// Whether one of a certificate's names, which may begin with a wildcard for one label, means a host.
static int means(const char *name, size_t length, const char *host, size_t host_length) {
    if (length > 2 && name[0] == '*' && name[1] == '.') {
        const char *dot = memchr(host, '.', host_length);
        if (!dot || dot == host)
            return 0;
        name++;
        length--;
        host_length -= dot - host;
        host = dot;
    }
    return length == host_length && !strncasecmp(name, host, length);
}

int X509_check_host(X509 *certificate, const char *host, size_t length, unsigned flags, char **found) {
    length = length ? length : strlen(host);
    for (const char *at = certificate->names; at && *at;) {
        size_t size = strcspn(at, "\n");
        if (means(at, size, host, length)) {
            if (found)
                *found = strndup(at, size);
            return 1;
        }
        at += size + (at[size] == '\n');
    }
    return 0;
}

int X509_check_ip_asc(X509 *certificate, const char *address, unsigned flags) {
    return X509_check_host(certificate, address, 0, flags, NULL);
}

static int set_host(X509_VERIFY_PARAM *parameters, const char *host, size_t length) {
    free(parameters->host);
    parameters->host = host ? strndup(host, length ? length : strlen(host)) : NULL;
    return !host || parameters->host;
}

int X509_VERIFY_PARAM_set1_host(X509_VERIFY_PARAM *parameters, const char *host, size_t length) {
    return set_host(parameters, host, length);
}
int X509_VERIFY_PARAM_add1_host(X509_VERIFY_PARAM *parameters, const char *host, size_t length) {
    return set_host(parameters, host, length);
}
int X509_VERIFY_PARAM_set1_ip_asc(X509_VERIFY_PARAM *parameters, const char *address) {
    unsigned char bytes[16];
    if (inet_pton(AF_INET, address, bytes) != 1 && inet_pton(AF_INET6, address, bytes) != 1)
        return 0;
    return set_host(parameters, address, 0);
}
void X509_VERIFY_PARAM_set_hostflags(X509_VERIFY_PARAM *parameters, unsigned flags) {}
int X509_VERIFY_PARAM_set_flags(X509_VERIFY_PARAM *parameters, unsigned long flags) { return 1; }

int X509_STORE_CTX_get_error(const X509_STORE_CTX *context) { return context->error; }
void X509_STORE_CTX_set_error(X509_STORE_CTX *context, int error) { context->error = error; }
int X509_STORE_CTX_get_error_depth(const X509_STORE_CTX *context) { return 0; }
X509 *X509_STORE_CTX_get_current_cert(const X509_STORE_CTX *context) { return context->certificate; }
