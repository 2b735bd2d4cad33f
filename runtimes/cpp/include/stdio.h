/// Streams, with processes and temporary files.
#pragma once
// Its declarations say "not defined on WASI".
#define tmpnam __dualgauge_declared_tmpnam
#define tmpfile __dualgauge_declared_tmpfile
#include_next <stdio.h>
#undef tmpnam
#undef tmpfile
#define TMP_MAX 10000
#define L_tmpnam 20
#define P_tmpdir "/tmp"
#define tmpfile64 tmpfile

#ifdef __cplusplus
extern "C" {
#endif
char *tmpnam(char *);
FILE *tmpfile(void);
FILE *popen(const char *, const char *);
int pclose(FILE *);
char *tempnam(const char *, const char *);
void flockfile(FILE *);
int ftrylockfile(FILE *);
void funlockfile(FILE *);
#ifdef __cplusplus
}
#endif
