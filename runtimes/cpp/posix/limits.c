/// Resource limits and usage. Limits are remembered; the sandbox has limits of its own.
#include "descriptors.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <sys/sysinfo.h>
#include <sys/times.h>
#include <time.h>

static struct rlimit limits[RLIM_NLIMITS];
static int limits_known;

int getrlimit(int which, struct rlimit *limit) {
    if (which < 0 || which >= RLIM_NLIMITS)
        return fail(EINVAL);
    if (!limits_known++) {
        for (int i = 0; i < RLIM_NLIMITS; i++)
            limits[i] = (struct rlimit){RLIM_INFINITY, RLIM_INFINITY};
        limits[RLIMIT_STACK].rlim_cur = 8 << 20;
        limits[RLIMIT_NOFILE] = (struct rlimit){1024, 4096};
        limits[RLIMIT_CORE].rlim_cur = 0;
    }
    *limit = limits[which];
    return 0;
}

int setrlimit(int which, const struct rlimit *limit) {
    struct rlimit old;
    if (getrlimit(which, &old))
        return -1;
    if (limit->rlim_cur > limit->rlim_max)
        return fail(EINVAL);
    if (limit->rlim_max > old.rlim_max)
        return fail(EPERM);
    limits[which] = *limit;
    return 0;
}

int prlimit(pid_t process, int which, const struct rlimit *new, struct rlimit *old) {
    if (old && getrlimit(which, old))
        return -1;
    return new ? setrlimit(which, new) : 0;
}

/// The program's time so far: nobody else runs.
static struct timespec used(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time;
}

int getrusage(int who, struct rusage *usage) {
    memset(usage, 0, sizeof *usage);
    if (who == RUSAGE_CHILDREN)
        return 0;
    struct timespec time = used();
    usage->ru_utime = (struct timeval){time.tv_sec, time.tv_nsec / 1000};
    usage->ru_maxrss = __builtin_wasm_memory_size(0) * 64;
    return 0;
}

clock_t times(struct tms *out) {
    struct timespec time = used();
    clock_t ticks = time.tv_sec * 100 + time.tv_nsec / 10000000;
    *out = (struct tms){.tms_utime = ticks};
    return ticks;
}

clock_t clock(void) {
    struct timespec time = used();
    return time.tv_sec * CLOCKS_PER_SEC + time.tv_nsec / (1000000000 / CLOCKS_PER_SEC);
}

int getpriority(int which, id_t who) { return 0; }
int setpriority(int which, id_t who, int priority) { return priority < 0 ? fail(EACCES) : 0; }

int getloadavg(double *loads, int count) {
    for (int i = 0; i < count && i < 3; i++)
        loads[i] = 0;
    return count < 3 ? count : 3;
}

int sysinfo(struct sysinfo *info) {
    memset(info, 0, sizeof *info);
    info->uptime = used().tv_sec;
    info->totalram = 2ul << 30;
    info->freeram = 1ul << 30;
    info->procs = 1;
    info->mem_unit = 1;
    return 0;
}

#define BLOCK 4096
#define BLOCKS (1 << 18)

int statvfs(const char *restrict path, struct statvfs *restrict out) {
    memset(out, 0, sizeof *out);
    out->f_bsize = out->f_frsize = BLOCK;
    out->f_blocks = out->f_bfree = out->f_bavail = BLOCKS;
    out->f_files = out->f_ffree = out->f_favail = BLOCKS;
    out->f_namemax = 255;
    return 0;
}

int fstatvfs(int fd, struct statvfs *out) { return statvfs("", out); }

int statfs(const char *path, struct statfs *out) {
    memset(out, 0, sizeof *out);
    out->f_type = 0xEF53;
    out->f_bsize = out->f_frsize = BLOCK;
    out->f_blocks = out->f_bfree = out->f_bavail = out->f_files = out->f_ffree = BLOCKS;
    out->f_namelen = 255;
    return 0;
}

int fstatfs(int fd, struct statfs *out) { return statfs("", out); }
