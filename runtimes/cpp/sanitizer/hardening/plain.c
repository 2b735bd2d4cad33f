/// What libc++ calls when one of its hardening checks fails, without the sanitizers: the message goes to standard
/// error. The name is `std::__2::__libcpp_verbose_abort`.
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

_Noreturn void _ZNSt3__222__libcpp_verbose_abortEPKcz(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    abort();
}
