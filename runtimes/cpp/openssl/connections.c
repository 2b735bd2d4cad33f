/// TLS connections over sockets: the host secures them, then they are read and written like any socket.
#define _GNU_SOURCE
#include "tls.h"

#include "../posix/secure.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

struct ssl_cipher_st {
    const char *name;
};

struct ssl_st {
    SSL_CTX *context;
    struct settings settings;
    char *server_name;
    int fd;
    enum { FRESH, SECURE, FAILED } state;
    /// What `SSL_get_error` says of the last call that failed.
    int error;
    int shut_down;
    long verified;
    int version;
    X509 *certificate;
};

SSL *SSL_new(SSL_CTX *context) {
    SSL *ssl = context ? calloc(1, sizeof *ssl) : NULL;
    if (!ssl)
        return NULL;
    SSL_CTX_up_ref(context);
    ssl->context = context;
    ssl->settings = context->settings;
    ssl->settings.parameters.host = NULL;
    X509_VERIFY_PARAM_set1_host(&ssl->settings.parameters, context->settings.parameters.host, 0);
    ssl->fd = -1;
    return ssl;
}

void SSL_free(SSL *ssl) {
    if (!ssl)
        return;
    SSL_CTX_free(ssl->context);
    X509_free(ssl->certificate);
    free(ssl->settings.parameters.host);
    free(ssl->server_name);
    free(ssl);
}

SSL_CTX *SSL_get_SSL_CTX(const SSL *ssl) { return ssl->context; }

int SSL_set_fd(SSL *ssl, int fd) {
    ssl->fd = fd;
    return 1;
}
int SSL_set_rfd(SSL *ssl, int fd) { return SSL_set_fd(ssl, fd); }
int SSL_set_wfd(SSL *ssl, int fd) { return SSL_set_fd(ssl, fd); }
int SSL_get_fd(const SSL *ssl) { return ssl->fd; }

long SSL_ctrl(SSL *ssl, int command, long number, void *data) {
    if (command != SSL_CTRL_SET_TLSEXT_HOSTNAME)
        return change_setting(&ssl->settings, command, number);
    free(ssl->server_name);
    ssl->server_name = data ? strdup(data) : NULL;
    return !data || ssl->server_name;
}

void SSL_set_verify(SSL *ssl, int mode, SSL_verify_cb callback) {
    ssl->settings.mode = mode;
    ssl->settings.mode_is_set = 1;
    if (callback)
        ssl->settings.callback = callback;
}

int SSL_get_verify_mode(const SSL *ssl) { return ssl->settings.mode; }
uint64_t SSL_set_options(SSL *ssl, uint64_t options) { return set_options(&ssl->settings, options); }
int SSL_set1_host(SSL *ssl, const char *host) { return X509_VERIFY_PARAM_set1_host(&ssl->settings.parameters, host, 0); }
int SSL_add1_host(SSL *ssl, const char *host) { return SSL_set1_host(ssl, host); }
void SSL_set_hostflags(SSL *ssl, unsigned flags) {}
X509_VERIFY_PARAM *SSL_get0_param(SSL *ssl) { return &ssl->settings.parameters; }
const char *SSL_get_servername(const SSL *ssl, int kind) { return ssl->server_name; }

static const struct {
    int number;
    const char *name, *title;
    uint64_t without;
} versions[] = {
    {SSL3_VERSION, "ssl3", "SSLv3", SSL_OP_NO_SSLv3},      {TLS1_VERSION, "1.0", "TLSv1", SSL_OP_NO_TLSv1},
    {TLS1_1_VERSION, "1.1", "TLSv1.1", SSL_OP_NO_TLSv1_1}, {TLS1_2_VERSION, "1.2", "TLSv1.2", SSL_OP_NO_TLSv1_2},
    {TLS1_3_VERSION, "1.3", "TLSv1.3", SSL_OP_NO_TLSv1_3},
};
#define VERSIONS 5

/// The lowest and the highest version that the settings allow, as the host names them; null if there is no such limit.
static void limits(const struct settings *settings, const char **minimum, const char **maximum) {
    *minimum = *maximum = NULL;
    int low = 0, high = VERSIONS - 1;
    while (low < high && ((settings->minimum && versions[low].number < settings->minimum) ||
                          settings->options & versions[low].without))
        low++;
    while (high > low && ((settings->maximum && versions[high].number > settings->maximum) ||
                          settings->options & versions[high].without))
        high--;
    if (low > 0)
        *minimum = versions[low].name;
    if (high < VERSIONS - 1)
        *maximum = versions[high].name;
}

static int number_of_version(const char *name) {
    for (int i = 0; name && i < VERSIONS; i++)
        if (strstr(name, versions[i].name))
            return versions[i].number;
    return TLS1_3_VERSION;
}

/// Secures the socket with or without verification.
static int secure(const SSL *ssl, int verifies, struct secured *result) {
    const SSL_CTX *context = ssl->context;
    const char *host = ssl->settings.parameters.host;
    struct security wanted = {.server_name = host ? host : ssl->server_name,
                              .authorities = context->has_system ? "system" : context->authorities ? "custom" : "none",
                              .authority_text = context->authorities,
                              .verify = verifies,
                              .check_name = host != NULL,
                              .library_default = !ssl->settings.mode_is_set};
    limits(&ssl->settings, &wanted.minimum, &wanted.maximum);
    return secure_socket(ssl->fd, &wanted, result);
}

/// Asks the program's callback, if there is one, of a certificate.
static int accepts(SSL *ssl, long error) {
    X509_STORE_CTX context = {ssl->certificate, error};
    if (!ssl->settings.callback)
        return error == X509_V_OK;
    int accepted = ssl->settings.callback(error == X509_V_OK, &context);
    ssl->verified = accepted ? context.error : error;
    return accepted;
}

static int give_up(SSL *ssl, int queued) {
    add_error(queued);
    ssl->state = FAILED;
    ssl->error = SSL_ERROR_SSL;
    return -1;
}

static int protocol_error(const char *problem) {
    if (strcasestr(problem, "certificate"))
        return CERTIFICATE_REFUSED;
    return strcasestr(problem, "wrong version")          ? WRONG_VERSION
           : strcasestr(problem, "unsupported protocol") ? UNSUPPORTED_PROTOCOL
           : strcasestr(problem, "protocol version")     ? PROTOCOL_ALERT
                                                         : HANDSHAKE_FAILURE;
}

int SSL_connect(SSL *ssl) {
    if (ssl->state == SECURE)
        return 1;
    struct secured result;
    int verifies = ssl->settings.mode & SSL_VERIFY_PEER, error = secure(ssl, verifies != 0, &result);
    if (error == EPROTO && verifies && ssl->settings.callback && protocol_error(result.problem) == CERTIFICATE_REFUSED) {
        ssl->verified = verification_error(result.problem);
        secured_clear(&result);
        if (!accepts(ssl, ssl->verified))
            return give_up(ssl, CERTIFICATE_REFUSED);
        // The connection was lost over the certificate, which the program accepts.
        error = reconnect_socket(ssl->fd);
        error = error ? error : secure(ssl, 0, &result);
    } else if (!error) {
        ssl->verified = verification_error(result.problem);
        // The name is looked at only if the program has said which one.
        if (!ssl->settings.parameters.host && (ssl->verified == X509_V_ERR_HOSTNAME_MISMATCH ||
                                               ssl->verified == X509_V_ERR_IP_ADDRESS_MISMATCH))
            ssl->verified = X509_V_OK;
    }
    if (error == EPROTO) {
        int queued = protocol_error(result.problem);
        if (queued == CERTIFICATE_REFUSED)
            ssl->verified = verification_error(result.problem);
        secured_clear(&result);
        return give_up(ssl, queued);
    }
    if (error) {
        errno = error;
        ssl->error = error == EAGAIN ? SSL_ERROR_WANT_READ : SSL_ERROR_SYSCALL;
        return -1;
    }
    X509_free(ssl->certificate);
    ssl->certificate = certificate_of(result.subject, result.issuer, result.names);
    ssl->version = number_of_version(result.version);
    result.subject = result.issuer = result.names = NULL;
    int has_problem = ssl->verified != X509_V_OK;
    secured_clear(&result);
    if (verifies && !has_problem && !accepts(ssl, X509_V_OK))
        return give_up(ssl, CERTIFICATE_REFUSED);
    ssl->state = SECURE;
    ssl->error = SSL_ERROR_NONE;
    return 1;
}

int SSL_do_handshake(SSL *ssl) { return SSL_connect(ssl); }
void SSL_set_connect_state(SSL *ssl) {}
/// No client ever comes to a server.
int SSL_accept(SSL *ssl) {
    ssl->error = SSL_ERROR_SYSCALL;
    return -1;
}
int SSL_is_init_finished(const SSL *ssl) { return ssl->state == SECURE; }

/// The result of a transfer, with what `SSL_get_error` says of it.
static int transferred(SSL *ssl, ssize_t count) {
    ssl->error = count > 0         ? SSL_ERROR_NONE
                 : count == 0      ? SSL_ERROR_ZERO_RETURN
                 : errno == EAGAIN ? SSL_ERROR_WANT_READ
                                   : SSL_ERROR_SYSCALL;
    if (count == 0)
        ssl->shut_down |= SSL_RECEIVED_SHUTDOWN;
    return count;
}

/// A handshake comes first if there was none.
static int is_ready(SSL *ssl) { return ssl->state == FAILED ? 0 : SSL_connect(ssl) == 1; }

int SSL_read(SSL *ssl, void *data, int length) {
    return is_ready(ssl) ? transferred(ssl, recv(ssl->fd, data, length > 0 ? length : 0, 0)) : -1;
}

int SSL_peek(SSL *ssl, void *data, int length) {
    return is_ready(ssl) ? transferred(ssl, recv(ssl->fd, data, length > 0 ? length : 0, MSG_PEEK)) : -1;
}

int SSL_write(SSL *ssl, const void *data, int length) {
    return is_ready(ssl) ? transferred(ssl, send(ssl->fd, data, length > 0 ? length : 0, MSG_NOSIGNAL)) : -1;
}

int SSL_read_ex(SSL *ssl, void *data, size_t length, size_t *got) {
    int count = SSL_read(ssl, data, length);
    *got = count > 0 ? count : 0;
    return count > 0;
}

int SSL_write_ex(SSL *ssl, const void *data, size_t length, size_t *put) {
    int count = SSL_write(ssl, data, length);
    *put = count > 0 ? count : 0;
    return count > 0;
}

int SSL_pending(const SSL *ssl) { return 0; }
int SSL_has_pending(const SSL *ssl) { return 0; }

int SSL_shutdown(SSL *ssl) {
    if (ssl->state != SECURE)
        return -1;
    int both = ssl->shut_down & (SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
    ssl->shut_down |= SSL_SENT_SHUTDOWN;
    return both != 0;
}

int SSL_get_shutdown(const SSL *ssl) { return ssl->shut_down; }
int SSL_get_error(const SSL *ssl, int result) { return result > 0 ? SSL_ERROR_NONE : ssl->error; }
long SSL_get_verify_result(const SSL *ssl) { return ssl->verified; }
X509 *SSL_get0_peer_certificate(const SSL *ssl) { return ssl->certificate; }

X509 *SSL_get1_peer_certificate(const SSL *ssl) {
    if (ssl->certificate)
        X509_up_ref(ssl->certificate);
    return ssl->certificate;
}

int SSL_version(const SSL *ssl) { return ssl->version ? ssl->version : TLS1_3_VERSION; }

const char *SSL_get_version(const SSL *ssl) {
    for (int i = 0; i < VERSIONS; i++)
        if (versions[i].number == SSL_version(ssl))
            return versions[i].title;
    return "unknown";
}

const SSL_CIPHER *SSL_get_current_cipher(const SSL *ssl) {
    static const SSL_CIPHER newest = {"TLS_AES_256_GCM_SHA384"}, older = {"ECDHE-RSA-AES256-GCM-SHA384"};
    return ssl->state != SECURE ? NULL : SSL_version(ssl) == TLS1_3_VERSION ? &newest : &older;
}

const char *SSL_CIPHER_get_name(const SSL_CIPHER *cipher) { return cipher ? cipher->name : "(NONE)"; }
