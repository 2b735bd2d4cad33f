/// File systems.
#pragma once
#include <sys/types.h>
struct statfs {
    unsigned long f_type, f_bsize;
    unsigned long long f_blocks, f_bfree, f_bavail, f_files, f_ffree;
    unsigned long f_fsid[2], f_namelen, f_frsize, f_flags;
};

#ifdef __cplusplus
extern "C" {
#endif
int statfs(const char *, struct statfs *);
int fstatfs(int, struct statfs *);
#ifdef __cplusplus
}
#endif
