/// What remains of Linux: random bytes, raw system calls, libraries, stack traces, clocks.
#include "descriptors.h"

#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
#include <wasi/api.h>

ssize_t getrandom(void *data, size_t length, unsigned flags) {
    // Asked of the host each time, so that each draw is seen.
    int error = __wasi_random_get(data, length);
    return error ? fail(error) : (ssize_t)length;
}

long syscall(long number, ...) {
    va_list arguments;
    va_start(arguments, number);
    void *data = va_arg(arguments, void *);
    size_t length = va_arg(arguments, size_t);
    va_end(arguments);
    switch (number) {
    case SYS_getrandom:
        return getrandom(data, length, 0);
    case SYS_getpid:
    case SYS_gettid:
        return getpid();
    }
    return fail(ENOSYS);
}

int prctl(int option, ...) { return 0; }
int brk(void *end) { return fail(ENOMEM); }

static const char *library_error;

void *dlopen(const char *name, int flags) {
    library_error = "cannot open shared object file: No such file or directory";
    return NULL;
}
void *dlsym(void *restrict library, const char *restrict name) {
    library_error = "undefined symbol";
    return NULL;
}
int dlclose(void *library) { return 0; }
char *dlerror(void) {
    const char *error = library_error;
    library_error = NULL;
    return (char *)error;
}
int dladdr(const void *address, Dl_info *info) { return 0; }

int backtrace(void **addresses, int room) { return 0; }
char **backtrace_symbols(void *const *addresses, int count) { return calloc(1, sizeof(char *)); }
void backtrace_symbols_fd(void *const *addresses, int count, int fd) {}

/// The time zone is UTC.
int daylight;
long timezone;
char *tzname[2] = {"UTC", "UTC"};
void tzset(void) {}
int stime(const time_t *time) { return fail(EPERM); }
int clock_settime(clockid_t clock, const struct timespec *time) { return fail(EPERM); }
int settimeofday(const struct timeval *time, const struct timezone *zone) { return fail(EPERM); }

static void as_timespec(struct timespec out[2], const struct timeval times[2]) {
    for (int i = 0; i < 2; i++)
        out[i] = times ? (struct timespec){times[i].tv_sec, times[i].tv_usec * 1000} : (struct timespec){0, UTIME_NOW};
}

int futimes(int fd, const struct timeval times[2]) {
    struct timespec own[2];
    as_timespec(own, times);
    return futimens(fd, own);
}

int lutimes(const char *path, const struct timeval times[2]) {
    struct timespec own[2];
    as_timespec(own, times);
    return utimensat(AT_FDCWD, path, own, AT_SYMLINK_NOFOLLOW);
}

void *valloc(size_t length) { return aligned_alloc(4096, (length + 4095) / 4096 * 4096); }
void *memalign(size_t alignment, size_t length) { return aligned_alloc(alignment, length); }
const char *getprogname(void) { return "program"; }
