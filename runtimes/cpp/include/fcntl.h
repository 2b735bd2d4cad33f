/// File control; WASI's header lacks the permission bits and file locking.
#pragma once
#include_next <fcntl.h>

#ifndef S_IRUSR
#define S_ISUID 04000
#define S_ISGID 02000
#define S_ISVTX 01000
#define S_IRUSR 0400
#define S_IWUSR 0200
#define S_IXUSR 0100
#define S_IRWXU 0700
#define S_IRGRP 0040
#define S_IWGRP 0020
#define S_IXGRP 0010
#define S_IRWXG 0070
#define S_IROTH 0004
#define S_IWOTH 0002
#define S_IXOTH 0001
#define S_IRWXO 0007
#endif
#define F_OK (0)
#define X_OK (1)
#define W_OK (2)
#define R_OK (4)
#define F_ULOCK 0
#define F_LOCK 1
#define F_TLOCK 2
#define F_TEST 3
#define FALLOC_FL_KEEP_SIZE 1
#define FALLOC_FL_PUNCH_HOLE 2

#ifdef __cplusplus
extern "C" {
#endif
int lockf(int, int, off_t);
int fallocate(int, int, off_t, off_t);
#ifdef __cplusplus
}
#endif
