/// WASI's flags and commands, and those of Linux that it has no use for.
#pragma once
#include_next <__header_fcntl.h>

#define O_ASYNC 0x00100000
#define O_NDELAY O_NONBLOCK
#define O_LARGEFILE 0
#define O_NOATIME 0
#define O_DIRECT 0
#define O_PATH 0x00200000
#define O_TMPFILE (0x00400000 | O_DIRECTORY)

#define F_DUPFD 0
#define F_DUPFD_CLOEXEC 1030
#define F_GETLK 5
#define F_SETLK 6
#define F_SETLKW 7
#define F_OFD_GETLK 36
#define F_OFD_SETLK 37
#define F_OFD_SETLKW 38
#define F_SETOWN 8
#define F_GETOWN 9
#define F_RDLCK 0
#define F_WRLCK 1
#define F_UNLCK 2

#define AT_NO_AUTOMOUNT 0x800
#define AT_EMPTY_PATH 0x1000
#define AT_STATX_SYNC_AS_STAT 0
