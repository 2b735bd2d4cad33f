/// Whom a certificate is for.
#pragma once
#include <openssl/x509.h>

#ifdef __cplusplus
extern "C" {
#endif
int X509_check_host(X509 *, const char *, size_t, unsigned, char **);
int X509_check_ip_asc(X509 *, const char *, unsigned);
#ifdef __cplusplus
}
#endif
