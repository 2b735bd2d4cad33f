/// Dynamic loading: there are no libraries.
#pragma once
#include_next <dlfcn.h>
typedef struct {
    const char *dli_fname;
    void *dli_fbase;
    const char *dli_sname;
    void *dli_saddr;
} Dl_info;

#ifdef __cplusplus
extern "C" {
#endif
int dladdr(const void *, Dl_info *);
#ifdef __cplusplus
}
#endif
