/// TLS for clients.
#pragma once
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/types.h>
#include <openssl/x509.h>

#define SSL2_VERSION 0x0002
#define SSL3_VERSION 0x0300
#define TLS1_VERSION 0x0301
#define TLS1_1_VERSION 0x0302
#define TLS1_2_VERSION 0x0303
#define TLS1_3_VERSION 0x0304
#define TLS_MAX_VERSION TLS1_3_VERSION

#define SSL_VERIFY_NONE 0
#define SSL_VERIFY_PEER 1
#define SSL_VERIFY_FAIL_IF_NO_PEER_CERT 2
#define SSL_VERIFY_CLIENT_ONCE 4

#define SSL_ERROR_NONE 0
#define SSL_ERROR_SSL 1
#define SSL_ERROR_WANT_READ 2
#define SSL_ERROR_WANT_WRITE 3
#define SSL_ERROR_WANT_X509_LOOKUP 4
#define SSL_ERROR_SYSCALL 5
#define SSL_ERROR_ZERO_RETURN 6
#define SSL_ERROR_WANT_CONNECT 7

#define SSL_OP_ALL 0x80000850U
#define SSL_OP_NO_COMPRESSION 0x00020000U
#define SSL_OP_NO_RENEGOTIATION 0x40000000U
#define SSL_OP_NO_TICKET 0x00004000U
#define SSL_OP_CIPHER_SERVER_PREFERENCE 0x00400000U
#define SSL_OP_SINGLE_DH_USE 0
#define SSL_OP_SINGLE_ECDH_USE 0
#define SSL_OP_NO_SSLv2 0
#define SSL_OP_NO_SSLv3 0x02000000U
#define SSL_OP_NO_TLSv1 0x04000000U
#define SSL_OP_NO_TLSv1_1 0x10000000U
#define SSL_OP_NO_TLSv1_2 0x08000000U
#define SSL_OP_NO_TLSv1_3 0x20000000U
#define SSL_MODE_ENABLE_PARTIAL_WRITE 1U
#define SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER 2U
#define SSL_MODE_AUTO_RETRY 4U
#define SSL_SENT_SHUTDOWN 1
#define SSL_RECEIVED_SHUTDOWN 2
#define SSL_FILETYPE_PEM X509_FILETYPE_PEM
#define SSL_FILETYPE_ASN1 2
#define TLSEXT_NAMETYPE_host_name 0
#define OPENSSL_INIT_LOAD_SSL_STRINGS 0x00200000L
#define OPENSSL_INIT_SSL_DEFAULT OPENSSL_INIT_LOAD_SSL_STRINGS

#define SSL_CTRL_MODE 33
#define SSL_CTRL_SET_TLSEXT_HOSTNAME 55
#define SSL_CTRL_SET_MIN_PROTO_VERSION 123
#define SSL_CTRL_SET_MAX_PROTO_VERSION 124
#define SSL_R_CERTIFICATE_VERIFY_FAILED 134

#ifdef __cplusplus
extern "C" {
#endif
typedef int (*SSL_verify_cb)(int, X509_STORE_CTX *);
typedef int pem_password_cb(char *, int, int, void *);

const SSL_METHOD *TLS_method(void);
const SSL_METHOD *TLS_client_method(void);
const SSL_METHOD *TLS_server_method(void);
const SSL_METHOD *TLSv1_method(void);
const SSL_METHOD *TLSv1_client_method(void);
const SSL_METHOD *TLSv1_1_method(void);
const SSL_METHOD *TLSv1_1_client_method(void);
const SSL_METHOD *TLSv1_2_method(void);
const SSL_METHOD *TLSv1_2_client_method(void);
const SSL_METHOD *SSLv3_client_method(void);

int OPENSSL_init_ssl(uint64_t, const void *);
SSL_CTX *SSL_CTX_new(const SSL_METHOD *);
int SSL_CTX_up_ref(SSL_CTX *);
void SSL_CTX_free(SSL_CTX *);
void SSL_CTX_set_verify(SSL_CTX *, int, SSL_verify_cb);
int SSL_CTX_get_verify_mode(const SSL_CTX *);
void SSL_CTX_set_verify_depth(SSL_CTX *, int);
int SSL_CTX_set_default_verify_paths(SSL_CTX *);
int SSL_CTX_set_default_verify_file(SSL_CTX *);
int SSL_CTX_set_default_verify_dir(SSL_CTX *);
int SSL_CTX_load_verify_locations(SSL_CTX *, const char *, const char *);
int SSL_CTX_load_verify_file(SSL_CTX *, const char *);
int SSL_CTX_load_verify_dir(SSL_CTX *, const char *);
long SSL_CTX_ctrl(SSL_CTX *, int, long, void *);
uint64_t SSL_CTX_set_options(SSL_CTX *, uint64_t);
uint64_t SSL_CTX_clear_options(SSL_CTX *, uint64_t);
uint64_t SSL_CTX_get_options(const SSL_CTX *);
int SSL_CTX_set_cipher_list(SSL_CTX *, const char *);
int SSL_CTX_set_ciphersuites(SSL_CTX *, const char *);
int SSL_CTX_set_alpn_protos(SSL_CTX *, const unsigned char *, unsigned);
int SSL_CTX_use_certificate_file(SSL_CTX *, const char *, int);
int SSL_CTX_use_certificate_chain_file(SSL_CTX *, const char *);
int SSL_CTX_use_PrivateKey_file(SSL_CTX *, const char *, int);
int SSL_CTX_check_private_key(const SSL_CTX *);
X509_VERIFY_PARAM *SSL_CTX_get0_param(SSL_CTX *);

SSL *SSL_new(SSL_CTX *);
void SSL_free(SSL *);
SSL_CTX *SSL_get_SSL_CTX(const SSL *);
int SSL_set_fd(SSL *, int);
int SSL_set_rfd(SSL *, int);
int SSL_set_wfd(SSL *, int);
int SSL_get_fd(const SSL *);
long SSL_ctrl(SSL *, int, long, void *);
void SSL_set_verify(SSL *, int, SSL_verify_cb);
int SSL_get_verify_mode(const SSL *);
uint64_t SSL_set_options(SSL *, uint64_t);
int SSL_set1_host(SSL *, const char *);
int SSL_add1_host(SSL *, const char *);
void SSL_set_hostflags(SSL *, unsigned);
X509_VERIFY_PARAM *SSL_get0_param(SSL *);
void SSL_set_connect_state(SSL *);
int SSL_connect(SSL *);
int SSL_do_handshake(SSL *);
int SSL_accept(SSL *);
int SSL_is_init_finished(const SSL *);
int SSL_read(SSL *, void *, int);
int SSL_read_ex(SSL *, void *, size_t, size_t *);
int SSL_peek(SSL *, void *, int);
int SSL_write(SSL *, const void *, int);
int SSL_write_ex(SSL *, const void *, size_t, size_t *);
int SSL_pending(const SSL *);
int SSL_has_pending(const SSL *);
int SSL_shutdown(SSL *);
int SSL_get_shutdown(const SSL *);
int SSL_get_error(const SSL *, int);
long SSL_get_verify_result(const SSL *);
X509 *SSL_get1_peer_certificate(const SSL *);
X509 *SSL_get0_peer_certificate(const SSL *);
const char *SSL_get_version(const SSL *);
int SSL_version(const SSL *);
const SSL_CIPHER *SSL_get_current_cipher(const SSL *);
const char *SSL_CIPHER_get_name(const SSL_CIPHER *);
const char *SSL_get_servername(const SSL *, int);
#ifdef __cplusplus
}
#endif

#define SSL_get_peer_certificate SSL_get1_peer_certificate
#define SSLv23_method TLS_method
#define SSLv23_client_method TLS_client_method
#define SSLv23_server_method TLS_server_method
#define SSL_library_init() OPENSSL_init_ssl(0, NULL)
#define SSL_load_error_strings() ((void)OPENSSL_init_ssl(0, NULL))
#define OpenSSL_add_ssl_algorithms() OPENSSL_init_ssl(0, NULL)
#define SSLeay_add_ssl_algorithms() OPENSSL_init_ssl(0, NULL)
#define SSL_CTX_set_mode(context, mode) SSL_CTX_ctrl(context, SSL_CTRL_MODE, mode, NULL)
#define SSL_CTX_set_min_proto_version(context, version) SSL_CTX_ctrl(context, SSL_CTRL_SET_MIN_PROTO_VERSION, version, NULL)
#define SSL_CTX_set_max_proto_version(context, version) SSL_CTX_ctrl(context, SSL_CTRL_SET_MAX_PROTO_VERSION, version, NULL)
#define SSL_set_mode(ssl, mode) SSL_ctrl(ssl, SSL_CTRL_MODE, mode, NULL)
#define SSL_set_min_proto_version(ssl, version) SSL_ctrl(ssl, SSL_CTRL_SET_MIN_PROTO_VERSION, version, NULL)
#define SSL_set_max_proto_version(ssl, version) SSL_ctrl(ssl, SSL_CTRL_SET_MAX_PROTO_VERSION, version, NULL)
#define SSL_set_tlsext_host_name(ssl, name) \
    SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, (void *)(name))
#define SSL_get_cipher(ssl) SSL_CIPHER_get_name(SSL_get_current_cipher(ssl))
#define SSL_get_cipher_name(ssl) SSL_get_cipher(ssl)
