/// Descriptors: WASI's own, and those that only the runtime knows (copies, pipes, sockets).
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// Numbers from here on belong to the runtime.
#define FIRST_OWN 1001
#define OWN_COUNT 256

enum kind { UNUSED, FILE_COPY, PIPE_OUT, PIPE_IN, SOCKET, EPOLL, CLOSED };

struct descriptor {
    enum kind kind;
    /// FILE_COPY: WASI's number. Others: which one.
    int target;
    /// Flags as `fcntl` knows them.
    int status;
};

/// What a number stands for; numbers without an entry of their own are WASI's.
struct descriptor descriptor_of(int fd);
/// Gives a new number to something, or -1 with EMFILE.
int new_descriptor(struct descriptor what);
/// WASI's number of a descriptor, or -1 with EBADF (or `otherwise`, for pipes and sockets).
int file_of(int fd, int otherwise);
/// Changes a descriptor's status flags.
void set_descriptor_status(int fd, int status);
/// Remembers which folder a descriptor is, by absolute path; null forgets it.
void name_folder(int fd, const char *path);
/// The absolute path of a folder's descriptor, or null.
const char *folder_name(int fd);

/// Whether a number or a child's stream stands for the same.
int is_held(struct descriptor what);
/// Lets go of what a descriptor stood for, if nothing stands for it any more.
int release_descriptor(struct descriptor what);

struct iovec;
/// Reading and writing of what a descriptor stands for.
ssize_t read_parts(struct descriptor what, const struct iovec *parts, int count);
ssize_t write_parts(struct descriptor what, const struct iovec *parts, int count);

ssize_t socket_receive(int socket, void *data, size_t length, int blocking);
/// Waits so many milliseconds at most.
ssize_t socket_receive_within(int socket, void *data, size_t length, int timeout);
ssize_t socket_send(int socket, const void *data, size_t length);
/// How many bytes can be read without waiting.
size_t socket_waiting(int socket);
/// What a socket is ready for, as `poll` has it, and how many nanoseconds it takes until it may be ready for more.
int socket_events(int socket, uint64_t *later);
void socket_close(int socket);

/// Nothing comes meanwhile: waits for the time given, or (-1) until the execution's time is up.
void wait_in_vain(int64_t milliseconds);

/// Reads and writes of a pipe, which never wait: one that is empty when all its writers have run is at its end.
ssize_t pipe_read(int pipe, void *data, size_t length);
ssize_t pipe_write(int pipe, const void *data, size_t length);
size_t pipe_waiting(int pipe);
/// Memory that a child's end leaves alone, as start and length; null if there is none.
void *pipe_memory(size_t *length);

/// The table, for putting it back when a child ends.
struct descriptor_table;
struct descriptor_table *descriptor_table(size_t *length);
/// While a child runs, what it closes stays open for its parent. Once it has ended, the destructors of functions on the way
/// back to its parent still run: they write and remove nothing.
enum child_state { NO_CHILD, CHILD_RUNS, CHILD_ENDED };
extern enum child_state in_child;

/// An error number into `errno`: 0 for 0, else -1.
int fail(int error);
