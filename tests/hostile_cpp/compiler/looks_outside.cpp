// Looks for files outside of what the compiler is given.
#if __has_include("/etc/passwd") || __has_include("/proc/self/environ") || __has_include("/home/user/.ssh/id_ed25519") || \
    __has_include("/srv/secret.txt") || __has_include("../../../../home") || __has_include("/unit/expected.json")
#error something is there
#endif

long answer(long x) { return x + 1; }
