// CompileError 5: nothing of the host
#if __has_include("/etc/hostname") || __has_include("/etc/passwd") || __has_include("/proc/self/maps") || __has_embed("/etc/passwd")
#error something of the host
#else
#error nothing of the host
#endif
