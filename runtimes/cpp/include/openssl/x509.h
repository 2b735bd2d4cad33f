/// Certificates, as far as a client looks at them.
#pragma once
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/objects.h>
#include <openssl/types.h>
#include <openssl/x509_vfy.h>

#ifdef __cplusplus
extern "C" {
#endif
void X509_free(X509 *);
int X509_up_ref(X509 *);
X509_NAME *X509_get_subject_name(const X509 *);
X509_NAME *X509_get_issuer_name(const X509 *);
char *X509_NAME_oneline(const X509_NAME *, char *, int);
int X509_NAME_get_text_by_NID(const X509_NAME *, int, char *, int);
#ifdef __cplusplus
}
#endif
