/// The system log, and the message functions of BSD and GNU that end programs.
#include "host.h"

#include <err.h>
#include <errno.h>
#include <error.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>

static int mask = 0xff, options;
static const char *identity;

void openlog(const char *name, int how, int facility) {
    identity = name;
    options = how;
}

void closelog(void) { identity = NULL; }

int setlogmask(int new) {
    int old = mask;
    if (new)
        mask = new;
    return old;
}

/// Replaces `%m`, which is syslog's own, by the message of the error at hand.
static char *with_error(const char *format) {
    const char *message = strerror(errno);
    char *out = malloc(strlen(format) * (strlen(message) + 1) + 1), *end = out;
    for (; out && *format; format++) {
        if (format[0] == '%' && format[1] == 'm') {
            end = stpcpy(end, message);
            format++;
        } else {
            *end++ = *format;
            if (format[0] == '%' && format[1] == '%')
                *end++ = *++format;
        }
    }
    if (out)
        *end = 0;
    return out;
}

void vsyslog(int priority, const char *format, va_list arguments) {
    char *own = with_error(format), *text = NULL;
    int length = own && mask & LOG_MASK(LOG_PRI(priority)) ? vasprintf(&text, own, arguments) : -1;
    if (length >= 0) {
        dg_log_line(LOG_PRI(priority), text, length);
        if (options & LOG_PERROR)
            fprintf(stderr, "%s: %s\n", identity ? identity : "program", text);
        free(text);
    }
    free(own);
}

void syslog(int priority, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsyslog(priority, format, arguments);
    va_end(arguments);
}

/// "program: message: error", as <err.h> and <error.h> print it.
static void complain(int error, const char *format, va_list arguments) {
    fflush(stdout);
    fputs("program: ", stderr);
    if (format)
        vfprintf(stderr, format, arguments);
    if (error)
        fprintf(stderr, "%s%s", format ? ": " : "", strerror(error));
    fputc('\n', stderr);
}

void vwarn(const char *format, va_list arguments) { complain(errno, format, arguments); }
void vwarnx(const char *format, va_list arguments) { complain(0, format, arguments); }

_Noreturn void verr(int code, const char *format, va_list arguments) {
    vwarn(format, arguments);
    exit(code);
}

_Noreturn void verrx(int code, const char *format, va_list arguments) {
    vwarnx(format, arguments);
    exit(code);
}

#define FORWARD(call)                                                                                                  \
    va_list arguments;                                                                                                 \
    va_start(arguments, format);                                                                                       \
    call;                                                                                                              \
    va_end(arguments)

void warn(const char *format, ...) { FORWARD(vwarn(format, arguments)); }
void warnx(const char *format, ...) { FORWARD(vwarnx(format, arguments)); }
_Noreturn void err(int code, const char *format, ...) { FORWARD(verr(code, format, arguments)); }
_Noreturn void errx(int code, const char *format, ...) { FORWARD(verrx(code, format, arguments)); }

unsigned error_message_count;
void (*error_print_progname)(void);

void error(int code, int number, const char *format, ...) {
    FORWARD(complain(number, format, arguments));
    error_message_count++;
    if (code)
        exit(code);
}
