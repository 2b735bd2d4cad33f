/// Threads: one runs to its end when it is created.
#pragma once
#include_next <pthread.h>

#ifdef __cplusplus
extern "C" {
#endif
_Noreturn void pthread_exit(void *);
int pthread_kill(pthread_t, int);
int pthread_setname_np(pthread_t, const char *);
int pthread_getname_np(pthread_t, char *, size_t);
#ifdef __cplusplus
}
#endif
