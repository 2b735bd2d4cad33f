/// Pipes: what writes to them runs to its end before they are read, so a pipe never waits. It keeps what was written until
/// it is read.
///
/// Their contents lie outside the heap, where the end of a child doesn't undo them.
#include "descriptors.h"
#include "processes.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define PIPES 16
/// Linux's pipes hold 64 KiB; here the writer can't wait for room, so there is more of it.
#define CAPACITY (1u << 20)
#define PAGE 65536

struct pipe {
    size_t start, length;
    unsigned char data[CAPACITY];
};

static struct pipe *pipes;
static int pipe_count;

void *pipe_memory(size_t *length) {
    *length = pipes ? sizeof(struct pipe) * PIPES : 0;
    return pipes;
}

/// The next pipe that nobody holds, or -1.
static int unused_pipe(void) {
    for (int i = 0; i < PIPES; i++) {
        int number = (pipe_count + i) % PIPES;
        if (is_held((struct descriptor){PIPE_OUT, number}) || is_held((struct descriptor){PIPE_IN, number}))
            continue;
        pipe_count = number + 1;
        return number;
    }
    return -1;
}

int pipe2(int ends[2], int flags) {
    if (!pipes) {
        size_t at = __builtin_wasm_memory_grow(0, (sizeof(struct pipe) * PIPES + PAGE - 1) / PAGE);
        if (at == (size_t)-1)
            return fail(ENFILE);
        pipes = (struct pipe *)(at * PAGE);
    }
    int number = unused_pipe();
    if (number < 0)
        return fail(ENFILE);
    pipes[number].start = pipes[number].length = 0;
    ends[0] = new_descriptor((struct descriptor){PIPE_OUT, number, flags & O_NONBLOCK});
    if (ends[0] < 0)
        return -1;
    ends[1] = new_descriptor((struct descriptor){PIPE_IN, number, flags & O_NONBLOCK});
    if (ends[1] < 0) {
        close(ends[0]);
        return -1;
    }
    return 0;
}

int pipe(int ends[2]) { return pipe2(ends, 0); }

size_t pipe_waiting(int pipe) {
    run_writers_of(pipe);
    return pipes[pipe].length;
}

ssize_t pipe_read(int number, void *data, size_t length) {
    struct pipe *pipe = &pipes[number];
    if (!pipe->length)
        run_writers_of(number);
    if (length > pipe->length)
        length = pipe->length;
    memcpy(data, pipe->data + pipe->start, length);
    pipe->length -= length;
    pipe->start = pipe->length ? pipe->start + length : 0;
    return length;
}

ssize_t pipe_write(int number, const void *data, size_t length) {
    struct pipe *pipe = &pipes[number];
    memmove(pipe->data, pipe->data + pipe->start, pipe->length);
    pipe->start = 0;
    if (length > CAPACITY - pipe->length)
        length = CAPACITY - pipe->length;
    if (!length)
        return fail(EAGAIN);
    memcpy(pipe->data + pipe->length, data, length);
    pipe->length += length;
    return length;
}
