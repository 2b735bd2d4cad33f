/// Growing memory.
#pragma once
#include <openssl/types.h>
struct buf_mem_st {
    size_t length;
    char *data;
    size_t max;
    unsigned long flags;
};
#ifdef __cplusplus
extern "C" {
#endif
BUF_MEM *BUF_MEM_new(void);
void BUF_MEM_free(BUF_MEM *);
size_t BUF_MEM_grow(BUF_MEM *, size_t);
#ifdef __cplusplus
}
#endif
