/// Settings of TLS, in a context for many connections.
#include "tls.h"

#include "../posix/secure.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct ssl_method_st {
    int version;
};
static const SSL_METHOD any_version = {0}, ssl_3 = {SSL3_VERSION}, tls_1 = {TLS1_VERSION}, tls_1_1 = {TLS1_1_VERSION},
                        tls_1_2 = {TLS1_2_VERSION};

const SSL_METHOD *TLS_method(void) { return &any_version; }
const SSL_METHOD *TLS_client_method(void) { return &any_version; }
const SSL_METHOD *TLS_server_method(void) { return &any_version; }
const SSL_METHOD *SSLv3_client_method(void) { return &ssl_3; }
const SSL_METHOD *TLSv1_method(void) { return &tls_1; }
const SSL_METHOD *TLSv1_client_method(void) { return &tls_1; }
const SSL_METHOD *TLSv1_1_method(void) { return &tls_1_1; }
const SSL_METHOD *TLSv1_1_client_method(void) { return &tls_1_1; }
const SSL_METHOD *TLSv1_2_method(void) { return &tls_1_2; }
const SSL_METHOD *TLSv1_2_client_method(void) { return &tls_1_2; }

int OPENSSL_init_ssl(uint64_t options, const void *settings) { return 1; }

SSL_CTX *SSL_CTX_new(const SSL_METHOD *method) {
    SSL_CTX *context = method ? calloc(1, sizeof *context) : NULL;
    if (context) {
        context->references = 1;
        context->settings.minimum = context->settings.maximum = method->version;
    }
    return context;
}

int SSL_CTX_up_ref(SSL_CTX *context) { return ++context->references > 1; }

void SSL_CTX_free(SSL_CTX *context) {
    if (!context || --context->references)
        return;
    free(context->settings.parameters.host);
    free(context->authorities);
    free(context);
}

void SSL_CTX_set_verify(SSL_CTX *context, int mode, SSL_verify_cb callback) {
    context->settings.mode = mode;
    context->settings.mode_is_set = 1;
    context->settings.callback = callback;
}

int SSL_CTX_get_verify_mode(const SSL_CTX *context) { return context->settings.mode; }
void SSL_CTX_set_verify_depth(SSL_CTX *context, int depth) {}

int SSL_CTX_set_default_verify_paths(SSL_CTX *context) { return context->has_system = 1; }
int SSL_CTX_set_default_verify_file(SSL_CTX *context) { return context->has_system = 1; }
int SSL_CTX_set_default_verify_dir(SSL_CTX *context) { return context->has_system = 1; }

/// Adds authorities. The usual ones, for which the file is empty, come by their name.
static int add_authorities(SSL_CTX *context, char *text) {
    if (!text)
        return 0;
    if (!*text) {
        free(text);
        return context->has_system = 1;
    }
    size_t old = context->authorities ? strlen(context->authorities) : 0;
    char *both = realloc(context->authorities, old + strlen(text) + 2);
    if (both) {
        context->authorities = both;
        both[old] = '\n';
        strcpy(both + old + (old != 0), text);
    }
    free(text);
    return both != NULL;
}

int SSL_CTX_load_verify_file(SSL_CTX *context, const char *path) {
    char *text = read_authorities(path);
    if (text && *text && !strstr(text, "-----BEGIN ")) {
        free(text);
        text = NULL;
    }
    return add_authorities(context, text) ? 1 : add_error(NO_AUTHORITIES);
}

int SSL_CTX_load_verify_dir(SSL_CTX *context, const char *path) {
    // Other folders than the system's hold no certificates by their hashes.
    if (!strncmp(path, "/etc/ssl/certs", strlen("/etc/ssl/certs")))
        context->has_system = 1;
    return 1;
}

int SSL_CTX_load_verify_locations(SSL_CTX *context, const char *file, const char *folder) {
    if (!file && !folder)
        return 0;
    return (!file || SSL_CTX_load_verify_file(context, file)) && (!folder || SSL_CTX_load_verify_dir(context, folder));
}

long change_setting(struct settings *settings, int command, long number) {
    switch (command) {
    case SSL_CTRL_MODE:
        return number;
    case SSL_CTRL_SET_MIN_PROTO_VERSION:
        settings->minimum = number;
        return 1;
    case SSL_CTRL_SET_MAX_PROTO_VERSION:
        settings->maximum = number;
        return 1;
    }
    return 0;
}

uint64_t set_options(struct settings *settings, uint64_t options) {
    settings->options |= options;
    return settings->options;
}

long SSL_CTX_ctrl(SSL_CTX *context, int command, long number, void *data) {
    return change_setting(&context->settings, command, number);
}

uint64_t SSL_CTX_set_options(SSL_CTX *context, uint64_t options) { return set_options(&context->settings, options); }
uint64_t SSL_CTX_clear_options(SSL_CTX *context, uint64_t options) { return context->settings.options &= ~options; }
uint64_t SSL_CTX_get_options(const SSL_CTX *context) { return context->settings.options; }
X509_VERIFY_PARAM *SSL_CTX_get0_param(SSL_CTX *context) { return &context->settings.parameters; }

/// The servers speak all ciphers and protocols that are asked for.
int SSL_CTX_set_cipher_list(SSL_CTX *context, const char *list) { return *list != 0; }
int SSL_CTX_set_ciphersuites(SSL_CTX *context, const char *list) { return 1; }
int SSL_CTX_set_alpn_protos(SSL_CTX *context, const unsigned char *list, unsigned length) { return 0; }

/// No server asks for a client's certificate; the files must be there all the same.
int SSL_CTX_use_certificate_file(SSL_CTX *context, const char *path, int kind) {
    return access(path, R_OK) ? add_error(NO_AUTHORITIES) : 1;
}
int SSL_CTX_use_certificate_chain_file(SSL_CTX *context, const char *path) {
    return SSL_CTX_use_certificate_file(context, path, SSL_FILETYPE_PEM);
}
int SSL_CTX_use_PrivateKey_file(SSL_CTX *context, const char *path, int kind) {
    return SSL_CTX_use_certificate_file(context, path, kind);
}
int SSL_CTX_check_private_key(const SSL_CTX *context) { return 1; }
