/// What libc++ calls when one of its hardening checks fails; the name is `std::__2::__libcpp_verbose_abort`. Linked in
/// place of libc++'s own with the sanitizers.
#include "../../runtime/host.h"
#include <stdarg.h>
#include <stdio.h>

/// The message starts with a place in libc++'s headers, "FILE:LINE: ", which says nothing about the candidate.
static const char *without_place(const char *message) {
    for (const char *at = message; *at; at++)
        if (at[0] == ':' && at[1] == ' ') return at + 2;
    return message;
}

_Noreturn void _ZNSt3__222__libcpp_verbose_abortEPKcz(const char *format, ...) {
    static const char kind[] = "hardening";
    char message[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    const char *detail = without_place(message);
    size_t length = __builtin_strlen(detail);
    while (length && detail[length - 1] == '\n') length--;
    dg_undefined(kind, sizeof kind - 1, "", 0, 0, 0, detail, length);
    __builtin_trap();
}
