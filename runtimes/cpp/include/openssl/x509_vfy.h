/// How certificates are verified.
#pragma once
#include <openssl/types.h>

#define X509_V_OK 0
#define X509_V_ERR_UNSPECIFIED 1
#define X509_V_ERR_CERT_NOT_YET_VALID 9
#define X509_V_ERR_CERT_HAS_EXPIRED 10
#define X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT 18
#define X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN 19
#define X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY 20
#define X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE 21
#define X509_V_ERR_CERT_REVOKED 23
#define X509_V_ERR_HOSTNAME_MISMATCH 62
#define X509_V_ERR_IP_ADDRESS_MISMATCH 64
#define X509_V_FLAG_CRL_CHECK 4
#define X509_V_FLAG_CRL_CHECK_ALL 8
#define X509_V_FLAG_PARTIAL_CHAIN 0x80000
#define X509_CHECK_FLAG_ALWAYS_CHECK_SUBJECT 1
#define X509_CHECK_FLAG_NO_WILDCARDS 2
#define X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS 4
#define X509_FILETYPE_PEM 1

#ifdef __cplusplus
extern "C" {
#endif
const char *X509_verify_cert_error_string(long);
int X509_VERIFY_PARAM_set1_host(X509_VERIFY_PARAM *, const char *, size_t);
int X509_VERIFY_PARAM_add1_host(X509_VERIFY_PARAM *, const char *, size_t);
int X509_VERIFY_PARAM_set1_ip_asc(X509_VERIFY_PARAM *, const char *);
void X509_VERIFY_PARAM_set_hostflags(X509_VERIFY_PARAM *, unsigned);
int X509_VERIFY_PARAM_set_flags(X509_VERIFY_PARAM *, unsigned long);
int X509_STORE_CTX_get_error(const X509_STORE_CTX *);
void X509_STORE_CTX_set_error(X509_STORE_CTX *, int);
int X509_STORE_CTX_get_error_depth(const X509_STORE_CTX *);
X509 *X509_STORE_CTX_get_current_cert(const X509_STORE_CTX *);
#ifdef __cplusplus
}
#endif
