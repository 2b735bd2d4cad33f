/// The standard library, with temporary files, pseudo-terminals and what glibc adds.
#pragma once
#ifdef __cplusplus
// Said first, as the package's own header doesn't: a child that ends there runs no destructors of its caller (see `fork`).
extern "C" {
[[noreturn]] void abort(void) noexcept;
[[noreturn]] void exit(int) noexcept;
[[noreturn]] void _Exit(int) noexcept;
[[noreturn]] void quick_exit(int) noexcept;
}
#endif
#include_next <stdlib.h>
#include <bits/waitstatus.h>

#ifdef __cplusplus
extern "C" {
#endif
int mkstemp(char *);
int mkostemp(char *, int);
int mkstemps(char *, int);
int mkostemps(char *, int, int);
char *mkdtemp(char *);
char *mktemp(char *);
void *valloc(size_t);
void *memalign(size_t, size_t);
void *reallocarray(void *, size_t, size_t);
void qsort_r(void *, size_t, size_t, int (*)(const void *, const void *, void *), void *);
int getloadavg(double *, int);
int posix_openpt(int);
int grantpt(int);
int unlockpt(int);
char *ptsname(int);
char *canonicalize_file_name(const char *);
const char *getprogname(void);
#ifdef __cplusplus
}
#endif
