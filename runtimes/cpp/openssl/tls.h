/// What the parts of TLS share.
#pragma once

#include "algorithms.h"

#include <openssl/ssl.h>
#include <stdint.h>

struct X509_name_st {
    char *text;
};

/// A server's certificate. What it holds is what the host tells.
struct x509_st {
    int references;
    struct X509_name_st subject, issuer;
    /// Each ended by a line feed.
    char *names;
};

/// Whom a certificate must be for.
struct X509_VERIFY_PARAM_st {
    char *host;
};

/// What a context hands on to its connections.
struct settings {
    int mode, mode_is_set;
    SSL_verify_cb callback;
    /// Versions as OpenSSL numbers them; 0: no limit.
    int minimum, maximum;
    uint64_t options;
    struct X509_VERIFY_PARAM_st parameters;
};

struct ssl_ctx_st {
    int references;
    struct settings settings;
    /// The authorities that are trusted: the system's, and those of files, in PEM.
    int has_system;
    char *authorities;
};

long change_setting(struct settings *settings, int command, long number);
uint64_t set_options(struct settings *settings, uint64_t options);

struct x509_store_ctx_st {
    X509 *certificate;
    int error;
};

/// A certificate of these texts, which become its own.
X509 *certificate_of(char *subject, char *issuer, char *names);
/// The number of what is said to be wrong with a certificate; X509_V_OK for nothing.
int verification_error(const char *problem);
