/// The user, the machine and the process, as on an ordinary Linux machine.
#include "descriptors.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>
#include <unistd.h>

#define USER 1000
#define PROCESS 4242
#define HOST "sandbox"

uid_t getuid(void) { return USER; }
uid_t geteuid(void) { return USER; }
gid_t getgid(void) { return USER; }
gid_t getegid(void) { return USER; }
int issetugid(void) { return 0; }

/// Nobody else can be become; -1 leaves an id as it is.
static int become(uid_t id) { return id == USER || id == (uid_t)-1 ? 0 : fail(EPERM); }

int setuid(uid_t id) { return become(id); }
int seteuid(uid_t id) { return become(id); }
int setgid(gid_t id) { return become(id); }
int setegid(gid_t id) { return become(id); }
int setreuid(uid_t real, uid_t effective) { return become(real) ? -1 : become(effective); }
int setregid(gid_t real, gid_t effective) { return setreuid(real, effective); }
int setresuid(uid_t real, uid_t effective, uid_t saved) { return setreuid(real, effective) ? -1 : become(saved); }
int setresgid(gid_t real, gid_t effective, gid_t saved) { return setresuid(real, effective, saved); }

int getresuid(uid_t *real, uid_t *effective, uid_t *saved) {
    *real = *effective = *saved = USER;
    return 0;
}

int getresgid(gid_t *real, gid_t *effective, gid_t *saved) { return getresuid(real, effective, saved); }

int getgroups(int count, gid_t groups[]) {
    if (count > 0)
        groups[0] = USER;
    return 1;
}

int setgroups(size_t count, const gid_t *groups) { return fail(EPERM); }
int initgroups(const char *user, gid_t group) { return fail(EPERM); }

pid_t getpid(void) { return PROCESS; }
pid_t gettid(void) { return PROCESS; }
pid_t getppid(void) { return 1; }
pid_t getpgrp(void) { return PROCESS; }
pid_t getpgid(pid_t process) { return PROCESS; }
pid_t getsid(pid_t process) { return PROCESS; }
int setpgid(pid_t process, pid_t group) { return 0; }
pid_t setpgrp(void) { return 0; }
pid_t setsid(void) { return PROCESS; }
int nice(int increment) { return 0; }

char *getlogin(void) { return "user"; }

int getlogin_r(char *name, size_t length) {
    if (length < sizeof "user")
        return ERANGE;
    strcpy(name, "user");
    return 0;
}

int gethostname(char *name, size_t length) {
    if (length < sizeof HOST)
        return fail(ENAMETOOLONG);
    strcpy(name, HOST);
    return 0;
}

int getdomainname(char *name, size_t length) {
    if (length)
        *name = 0;
    return 0;
}

int sethostname(const char *name, size_t length) { return fail(EPERM); }

int uname(struct utsname *name) {
    memset(name, 0, sizeof *name);
    strcpy(name->sysname, "Linux");
    strcpy(name->nodename, HOST);
    strcpy(name->release, "6.1.0");
    strcpy(name->version, "#1 SMP");
    strcpy(name->machine, "x86_64");
    return 0;
}

int get_nprocs(void) { return 2; }
int get_nprocs_conf(void) { return 2; }
int getdtablesize(void) { return 1024; }

char *get_current_dir_name(void) { return getcwd(NULL, 0); }
