/// Streams: memory, files, and base64 on top of one.
#pragma once
#include <openssl/buffer.h>
#include <openssl/crypto.h>
#include <stdio.h>
#define BIO_NOCLOSE 0
#define BIO_CLOSE 1
#define BIO_FLAGS_BASE64_NO_NL 0x100
#define BIO_CTRL_RESET 1
#define BIO_CTRL_EOF 2
#define BIO_CTRL_SET_CLOSE 9
#define BIO_CTRL_PENDING 10
#define BIO_CTRL_FLUSH 11
#define BIO_C_GET_BUF_MEM_PTR 115
#define BIO_C_SET_BUF_MEM_EOF_RETURN 130
#define BIO_CTRL_INFO 3
#ifdef __cplusplus
extern "C" {
#endif
const BIO_METHOD *BIO_s_mem(void);
const BIO_METHOD *BIO_s_secmem(void);
const BIO_METHOD *BIO_f_base64(void);
BIO *BIO_new(const BIO_METHOD *);
BIO *BIO_new_mem_buf(const void *, int);
BIO *BIO_new_fp(FILE *, int);
BIO *BIO_new_file(const char *, const char *);
BIO *BIO_push(BIO *, BIO *);
BIO *BIO_pop(BIO *);
BIO *BIO_next(BIO *);
int BIO_free(BIO *);
void BIO_vfree(BIO *);
void BIO_free_all(BIO *);
int BIO_read(BIO *, void *, int);
int BIO_write(BIO *, const void *, int);
int BIO_puts(BIO *, const char *);
int BIO_gets(BIO *, char *, int);
int BIO_printf(BIO *, const char *, ...);
long BIO_ctrl(BIO *, int, long, void *);
size_t BIO_ctrl_pending(BIO *);
void BIO_set_flags(BIO *, int);
void BIO_clear_flags(BIO *, int);
int BIO_test_flags(const BIO *, int);
#ifdef __cplusplus
}
#endif
#define BIO_flush(bio) (int)BIO_ctrl(bio, BIO_CTRL_FLUSH, 0, NULL)
#define BIO_reset(bio) (int)BIO_ctrl(bio, BIO_CTRL_RESET, 0, NULL)
#define BIO_eof(bio) (int)BIO_ctrl(bio, BIO_CTRL_EOF, 0, NULL)
#define BIO_pending(bio) (int)BIO_ctrl(bio, BIO_CTRL_PENDING, 0, NULL)
#define BIO_set_close(bio, close) (int)BIO_ctrl(bio, BIO_CTRL_SET_CLOSE, (close), NULL)
#define BIO_get_mem_ptr(bio, out) BIO_ctrl(bio, BIO_C_GET_BUF_MEM_PTR, 0, (char *)(out))
#define BIO_get_mem_data(bio, out) BIO_ctrl(bio, BIO_CTRL_INFO, 0, (char *)(out))
#define BIO_set_mem_eof_return(bio, value) BIO_ctrl(bio, BIO_C_SET_BUF_MEM_EOF_RETURN, value, NULL)
