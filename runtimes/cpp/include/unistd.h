/// The POSIX calls that WASI lacks, answered by the runtime; and `fork`, which needs the caller's help.
#pragma once
#ifdef __cplusplus
// Said first, as the package's own header doesn't: a child that ends there runs no destructors of its caller (see `fork`).
extern "C" [[noreturn]] void _exit(int) noexcept;
#endif
#include <features.h>
#include_next <unistd.h>
#undef lseek
#include <setjmp.h>

#define _POSIX_JOB_CONTROL 1
#define _POSIX_SAVED_IDS 1
#define _POSIX_MAPPED_FILES _POSIX_VERSION
#define _POSIX_SPAWN _POSIX_VERSION

#ifdef __cplusplus
extern "C" {
#endif

int pipe(int[2]);
int pipe2(int[2], int);
int dup(int);
int dup2(int, int);
int dup3(int, int, int);
int fchdir(int);
char *get_current_dir_name(void);

int chown(const char *, uid_t, gid_t);
int fchown(int, uid_t, gid_t);
int lchown(const char *, uid_t, gid_t);
int fchownat(int, const char *, uid_t, gid_t, int);
int chroot(const char *);
int eaccess(const char *, int);
int euidaccess(const char *, int);
int lockf(int, int, off_t);
void sync(void);
int syncfs(int);
extern char **environ;
ssize_t copy_file_range(int, off_t *, int, off_t *, size_t, unsigned);

pid_t getppid(void);
pid_t getpgrp(void);
pid_t getpgid(pid_t);
int setpgid(pid_t, pid_t);
pid_t setpgrp(void);
pid_t setsid(void);
pid_t getsid(pid_t);
pid_t gettid(void);
pid_t tcgetpgrp(int);
int tcsetpgrp(int, pid_t);
int nice(int);
unsigned alarm(unsigned);
unsigned ualarm(unsigned, unsigned);
int pause(void);
int brk(void *);
int getdtablesize(void);
int daemon(int, int);
long syscall(long, ...);

uid_t getuid(void);
uid_t geteuid(void);
gid_t getgid(void);
gid_t getegid(void);
int setuid(uid_t);
int seteuid(uid_t);
int setgid(gid_t);
int setegid(gid_t);
int setreuid(uid_t, uid_t);
int setregid(gid_t, gid_t);
int setresuid(uid_t, uid_t, uid_t);
int setresgid(gid_t, gid_t, gid_t);
int getresuid(uid_t *, uid_t *, uid_t *);
int getresgid(gid_t *, gid_t *, gid_t *);
int getgroups(int, gid_t[]);
int setgroups(size_t, const gid_t *);
int issetugid(void);
char *ttyname(int);
int ttyname_r(int, char *, size_t);
char *getpass(const char *);
int sethostname(const char *, size_t);

int execve(const char *, char *const[], char *const[]);
int execv(const char *, char *const[]);
int execvp(const char *, char *const[]);
int execvpe(const char *, char *const[], char *const[]);
int execl(const char *, const char *, ...);
int execlp(const char *, const char *, ...);
int execle(const char *, const char *, ...);
int fexecve(int, char *const[], char *const[]);

pid_t fork(void);
pid_t vfork(void);
/// Where the parent goes on when the child has ended, or null if there is a child already.
struct __jmp_buf_tag *__dualgauge_fork_point(void);
/// 0 in the child; in the parent the child's id; -1 if there can't be one.
pid_t __dualgauge_forked(int landed);

#ifdef __cplusplus
}
#endif

// The child runs first, to its end, in the same memory, which is then put back as it was: the calling function is entered a
// second time at `fork`. Only calls without arguments are meant: a function of that name that has some is the candidate's own.
#define __dualgauge_fork() __dualgauge_forked(setjmp(__dualgauge_fork_point()))
#define __dualgauge_fork_1(...) fork(__VA_ARGS__)
#define __dualgauge_fork_select(_, with, name, ...) name
#define fork(...) __dualgauge_fork_select(_ __VA_OPT__(, ) __VA_OPT__(__dualgauge_fork_1), __dualgauge_fork_1, __dualgauge_fork)(__VA_ARGS__)
#define vfork() __dualgauge_fork()
#define _Fork() __dualgauge_fork()
