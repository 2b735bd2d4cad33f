/// Error messages as glibc has them.
#pragma once

#ifdef __cplusplus
extern "C" {
#endif
void error(int, int, const char *, ...);
extern unsigned error_message_count;
extern void (*error_print_progname)(void);
#ifdef __cplusplus
}
#endif
