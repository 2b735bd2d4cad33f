/// Terminals, of which there are none.
#include "descriptors.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

static int no_terminal(int fd) {
    struct stat status;
    return fstat(fd, &status) ? -1 : fail(ENOTTY);
}

int __isatty(int fd) {
    no_terminal(fd);
    return 0;
}
int isatty(int fd) { return __isatty(fd); }

int tcgetattr(int fd, struct termios *settings) { return no_terminal(fd); }
int tcsetattr(int fd, int when, const struct termios *settings) { return no_terminal(fd); }
int tcflush(int fd, int which) { return no_terminal(fd); }
int tcdrain(int fd) { return no_terminal(fd); }
pid_t tcgetpgrp(int fd) { return no_terminal(fd); }
int tcsetpgrp(int fd, pid_t group) { return no_terminal(fd); }
void cfmakeraw(struct termios *settings) { settings->c_lflag &= ~(ECHO | ICANON | ISIG | IEXTEN); }
speed_t cfgetospeed(const struct termios *settings) { return settings->c_ospeed; }
int cfsetospeed(struct termios *settings, speed_t speed) {
    settings->c_ospeed = speed;
    return 0;
}

int ttyname_r(int fd, char *name, size_t length) { return no_terminal(fd) ? errno : 0; }
char *ttyname(int fd) {
    no_terminal(fd);
    return NULL;
}

char *ctermid(char *name) {
    static char own[L_ctermid];
    return strcpy(name ? name : own, "/dev/tty");
}

/// Without a terminal the password comes from standard input.
char *getpass(const char *prompt) {
    static char line[256];
    fputs(prompt, stderr);
    if (!fgets(line, sizeof line, stdin))
        return NULL;
    line[strcspn(line, "\n")] = 0;
    return line;
}

int posix_openpt(int flags) { return fail(ENOENT); }
int grantpt(int fd) { return no_terminal(fd); }
int unlockpt(int fd) { return no_terminal(fd); }
char *ptsname(int fd) { return ttyname(fd); }

int ioctl(int fd, int request, ...) {
    struct descriptor what = descriptor_of(fd);
    va_list arguments;
    va_start(arguments, request);
    int *value = va_arg(arguments, int *);
    va_end(arguments);
    struct stat status;
    switch (request) {
    case FIONREAD:
        *value = 0;
        if (what.kind == PIPE_OUT)
            *value = pipe_waiting(what.target);
        else if (what.kind == SOCKET)
            *value = socket_waiting(what.target);
        else if (what.kind == FILE_COPY && fstat(fd, &status) == 0 && S_ISREG(status.st_mode))
            *value = status.st_size - lseek(fd, 0, SEEK_CUR);
        return 0;
    case FIONBIO:
        set_descriptor_status(fd, *value ? 4 : 0);
        return 0;
    }
    return no_terminal(fd);
}
