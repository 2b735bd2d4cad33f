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

/// The addresses of a name, one on each line, or ENOENT. `family`: 0 any, 4 or 6. Numeric spellings are names too.
DG_HOST(net_resolve) int dg_net_resolve(const char *name, size_t length, int family, char *out, size_t room,
                                        uint32_t *written);
/// `kind`: 0 a stream, 1 datagrams. The time-out is in milliseconds; 0 doesn't wait, -1 is the system's.
DG_HOST(net_connect) int dg_net_connect(int kind, const char *address, size_t length, unsigned port, int timeout,
                                        uint32_t *connection);
/// Secures a connection with TLS; both texts are JSON. With EPROTO `out` holds what OpenSSL would say.
DG_HOST(net_tls) int dg_net_tls(uint32_t connection, const char *options, size_t length, char *out, size_t room,
                                uint32_t *written);
DG_HOST(net_send) int dg_net_send(uint32_t connection, const void *data, size_t length);
/// 0 bytes are the end. The time-out is in milliseconds of virtual time; 0 doesn't wait, -1 does for ever; then EAGAIN.
DG_HOST(net_receive) int dg_net_receive(uint32_t connection, void *out, size_t room, int timeout, uint32_t *read);
/// How long it takes until something can be read; UINT64_MAX: for ever, unless more is sent.
DG_HOST(net_ready) int dg_net_ready(uint32_t connection, uint64_t *nanoseconds);
/// `how`: 0 closes all, 1 the writing side.
DG_HOST(net_close) int dg_net_close(uint32_t connection, int how);
/// Records a use of the network that the guest answers by itself: `how` is bind, listen, accept or connect.
DG_HOST(network) int dg_network(const char *how, size_t how_length, const char *target, size_t target_length);

/// The path of the database behind a server; ENOENT, ECONNREFUSED or EACCES. `login`: kind, host, port, user and password,
/// each with a NUL.
DG_HOST(server_database) int dg_server_database(const char *login, size_t length, char *out, size_t room,
                                                uint32_t *written);

/// How a program ran to its end: its exit code, or 256 and the signal's number; the lengths of what it wrote.
struct dg_ran {
    uint32_t status, output, errors, merged;
};
/// Which of a program's outputs is read: `DG_MERGED` is both in the order of writing.
enum { DG_OUTPUT = 1, DG_ERRORS = 2, DG_MERGED = 3 };

/// Starts a program, which is recorded; ENOENT or EACCES if there is none. `how` is DG_SPAWN, DG_SHELL or DG_FORK;
/// `argv` and `environment` are NUL-terminated strings, one after the other.
DG_HOST(process_start) int dg_process_start(int how, const char *argv, size_t length, const char *folder,
                                            size_t folder_length, const char *environment, size_t environment_length,
                                            uint32_t *process);
/// Runs it to its end with this standard input.
DG_HOST(process_run) int dg_process_run(uint32_t process, const void *input, size_t length, struct dg_ran *ran);
/// Reads on in what it wrote; 0 bytes are the end.
DG_HOST(process_output) int dg_process_output(uint32_t process, int which, void *out, size_t room, uint32_t *written);

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
