/// System call numbers; every one is answered by ENOSYS but those that draw random bytes or name the process.
#pragma once
#define SYS_getpid 39
#define SYS_gettid 186
#define SYS_getrandom 318
#define SYS_memfd_create 319
#define SYS_openat2 437
#define SYS_open 2
#define SYS_write 1
#define SYS_read 0
#define SYS_execve 59
#define SYS_fork 57
#define SYS_clone 56
#define SYS_ptrace 101
#define SYS_close_range 436
#define __NR_getpid SYS_getpid
#define __NR_gettid SYS_gettid
#define __NR_getrandom SYS_getrandom
#define __NR_openat2 SYS_openat2
