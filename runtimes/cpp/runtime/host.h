/// What the host does for the guest's runtime: imports of the module `dualgauge`.
///
/// Only the runtime module may import them; a candidate's module gets the runtime's exports alone. Lengths are in bytes,
/// texts need no terminator. Error numbers are wasi-libc's `errno` values (those of WASI preview 1); 0 is success.
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define DG_HOST(name) __attribute__((__import_module__("dualgauge"), __import_name__(#name)))

/// What preview 1 can't say of a file. `mode` has the permission bits (07777) alone.
struct dg_stat {
    uint32_t mode, uid, gid, nlink;
};

/// How a program was asked for.
enum { DG_SPAWN = 0, DG_SHELL = 1, DG_FORK = 2 };

/// The result of the current call, as typed JSON text.
DG_HOST(returned) void dg_returned(const char *json, size_t length);
/// The current call ended by an exception: its demangled type and its message.
DG_HOST(raised) void dg_raised(const char *type, size_t type_length, const char *message, size_t message_length);
/// An exception is about to be thrown: the host takes note of the place.
DG_HOST(thrown) void dg_thrown(void);
/// The entry point can't be called with these arguments.
DG_HOST(unsuitable) void dg_unsuitable(const char *why, size_t length);

DG_HOST(chmod_path) int dg_chmod_path(const char *path, size_t length, unsigned mode, int follow);
DG_HOST(chmod_fd) int dg_chmod_fd(int fd, unsigned mode);
/// Sets the umask unless `mask` is 0xffffffff, and gives the old one.
DG_HOST(umask_set) unsigned dg_umask_set(unsigned mask);
DG_HOST(stat_path) int dg_stat_path(const char *path, size_t length, int follow, struct dg_stat *out);
DG_HOST(stat_fd) int dg_stat_fd(int fd, struct dg_stat *out);
/// `mode`: 4 read, 2 write, 1 execute.
DG_HOST(access_path) int dg_access_path(const char *path, size_t length, int mode);
/// Permission bits for the next file or folder that is created, before the umask.
DG_HOST(create_mode) void dg_create_mode(unsigned mode);

/// Records that a program was asked for. `argv`: NUL-terminated strings, one after the other.
DG_HOST(process) int dg_process(int how, const char *argv, size_t length);
/// Records a use of the network: `how` is resolve, connect, bind or send.
DG_HOST(network) int dg_network(const char *how, size_t how_length, const char *target, size_t target_length);

/// The size of the digest, or -1 for an unknown name.
DG_HOST(digest) int dg_digest(const char *name, size_t name_length, const void *data, size_t length, void *out);
DG_HOST(hmac) int dg_hmac(const char *name, size_t name_length, const void *key, size_t key_length, const void *data,
                          size_t length, void *out);
/// `encrypt`: 1 or 0, and 2 added for a preview: more is to come, so it isn't recorded, has no padding and no tag.
/// `args`: key, length, iv, length, aad, length, in, length, out, tag, length, padding. The bytes written, or -1.
DG_HOST(cipher) int dg_cipher(const char *name, size_t name_length, int encrypt, const uint32_t *args);
DG_HOST(pbkdf2) int dg_pbkdf2(const char *hash, size_t hash_length, const void *password, size_t password_length,
                              const void *salt, size_t salt_length, unsigned iterations, void *out, size_t out_length);
DG_HOST(scrypt) int dg_scrypt(const void *password, size_t password_length, const void *salt, size_t salt_length,
                              uint64_t n, unsigned r, unsigned p, void *out, size_t out_length);
/// A comparison that takes the same time whatever the contents was made.
DG_HOST(compared) void dg_compared(void);
/// A line for the system log.
DG_HOST(log_line) void dg_log_line(int priority, const char *text, size_t length);

/// An id of the place in the candidate that called, 0 if unknown.
DG_HOST(site) unsigned dg_site(void);
/// A memory error; recorded. The guest traps afterwards.
DG_HOST(memory_fault) void dg_memory_fault(const char *kind, size_t kind_length, unsigned address, unsigned size,
                                           int write, unsigned block, unsigned block_size, unsigned allocation_site,
                                           unsigned free_site);
/// Undefined behaviour; recorded.
DG_HOST(undefined) void dg_undefined(const char *kind, size_t kind_length, const char *file, size_t file_length,
                                     unsigned line, unsigned column, const char *detail, size_t detail_length);
/// Memory that was never freed.
DG_HOST(leaked) void dg_leaked(unsigned blocks, unsigned bytes, unsigned allocation_site);

#ifdef __cplusplus
}
#endif
