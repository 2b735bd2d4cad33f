/// Time, with the CPU clock that WASI emulates.
#pragma once
#include <features.h>
#include_next <time.h>

#ifdef __cplusplus
extern "C" {
#endif
void tzset(void);
extern int daylight;
extern long timezone;
extern char *tzname[2];
int stime(const time_t *);
int clock_settime(clockid_t, const struct timespec *);
#ifdef __cplusplus
}
#endif
