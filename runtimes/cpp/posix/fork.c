/// `fork` in one WebAssembly instance: the child runs first, in the same memory, until it ends or becomes another program;
/// then memory is put back as it was and `fork` returns a second time, to the parent.
///
/// What the child did outside memory (files, events, pipes) stays done. A child can't have children.
#include "descriptors.h"
#include "host.h"
#include "processes.h"

#include <errno.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wasi/api.h>

#define PAGE 65536

extern char __stack_low;
extern void __funcs_on_exit(void);
extern void __stdio_exit(void);

static jmp_buf point;
/// The child that ended last.
static int last_child;
/// A part of memory.
struct part {
    unsigned char *start;
    size_t length;
};

/// Memory as it was, in blocks of their own outside the heap; more are added when it has grown.
#define BLOCKS 32
static struct part blocks[BLOCKS];
static int block_count;
/// Where memory ended.
static uintptr_t top;

/// The part of memory that starts at an address or after it and that a child's end undoes; empty at the end.
static struct part next_part(uintptr_t from, uintptr_t frame) {
    size_t pipes_length;
    unsigned char *pipes = pipe_memory(&pipes_length);
    // Left alone: the stack below the caller's frame, which is in use right now, the pipes, and the blocks.
    struct part alone[BLOCKS + 2] = {{(unsigned char *)&__stack_low, frame - (uintptr_t)&__stack_low}, {pipes, pipes_length}};
    memcpy(alone + 2, blocks, sizeof blocks);
    uintptr_t until = top;
    for (int i = 0; i < BLOCKS + 2; i++) {
        uintptr_t start = (uintptr_t)alone[i].start, end = start + alone[i].length;
        if (start <= from && from < end) {
            from = end;
            until = top;
            i = -1;
        } else if (start > from && start < until) {
            until = start;
        }
    }
    return (struct part){(unsigned char *)from, from < until ? until - from : 0};
}

/// Address 0 is no place for `memcpy`, and nothing lies there.
#define FIRST_ADDRESS 16

/// Copies memory to the blocks, or back; what didn't fit.
static size_t copy(int back, uintptr_t frame) {
    size_t left = 0, used = 0;
    int block = 0;
    for (struct part part = {(unsigned char *)FIRST_ADDRESS};
         (part = next_part((uintptr_t)part.start, frame)).length;) {
        if (block < block_count && used == blocks[block].length)
            block++, used = 0;
        if (block == block_count) {
            left += part.length;
            part.start += part.length;
            continue;
        }
        size_t room = blocks[block].length - used, length = part.length < room ? part.length : room;
        if (back)
            memcpy(part.start, blocks[block].start + used, length);
        else
            memcpy(blocks[block].start + used, part.start, length);
        used += length;
        part.start += length;
    }
    return left;
}

static int keep_memory(uintptr_t frame) {
    top = __builtin_wasm_memory_size(0) * PAGE;
    size_t left = copy(0, frame);
    if (!left)
        return 0;
    size_t pages = left / PAGE + 1, at = block_count < BLOCKS ? __builtin_wasm_memory_grow(0, pages) : (size_t)-1;
    if (at == (size_t)-1)
        return fail(ENOMEM);
    blocks[block_count++] = (struct part){(unsigned char *)(at * PAGE), pages * PAGE};
    copy(0, frame);
    return 0;
}

/// Puts back everything but what is known of children.
__attribute__((__noinline__)) static void put_memory_back(uintptr_t frame) {
    struct children grown = children;
    int last = last_child;
    copy(1, frame);
    children = grown;
    last_child = last;
}

struct __jmp_buf_tag *__dualgauge_fork_point(void) {
    static jmp_buf unused;
    return in_child ? unused : point;
}

__attribute__((__noinline__)) pid_t __dualgauge_forked(int landed) {
    uintptr_t frame = (uintptr_t)__builtin_frame_address(0);
    if (landed) {
        put_memory_back(frame);
        return last_child;
    }
    if (in_child)
        return fail(EAGAIN);
    if (keep_memory(frame))
        return -1;
    in_child = CHILD_RUNS;
    return 0;
}

/// Called by its address, without a place to come back to.
pid_t(fork)(void) { return fail(EAGAIN); }

pid_t(vfork)(void) { return (fork)(); }

#define PREVIEW_1(name) __attribute__((__import_module__("wasi_snapshot_preview1"), __import_name__(#name)))
PREVIEW_1(path_unlink_file) int remove_file(int folder, const char *path, size_t length);
PREVIEW_1(path_remove_directory) int remove_folder(int folder, const char *path, size_t length);

// In the place of libc's, through which all removals go.
__wasi_errno_t __wasi_path_unlink_file(__wasi_fd_t folder, const char *path) {
    return in_child == CHILD_ENDED ? 0 : remove_file(folder, path, strlen(path));
}

__wasi_errno_t __wasi_path_remove_directory(__wasi_fd_t folder, const char *path) {
    return in_child == CHILD_ENDED ? 0 : remove_folder(folder, path, strlen(path));
}

/// Goes on in the parent.
static _Noreturn void leave_child(const struct child *child) {
    last_child = child ? child->id : -1;
    in_child = CHILD_ENDED;
    longjmp(point, 1);
}

void end_child(int status) {
    if (in_child != CHILD_RUNS)
        return;
    struct child *child = new_child();
    if (child)
        child->status = status;
    leave_child(child);
}

void end_child_as_program(uint32_t program, const struct descriptor streams[3]) {
    if (in_child != CHILD_RUNS)
        return;
    struct child *child = new_child();
    if (child)
        become_program(child, program, streams);
    leave_child(child);
}

_Noreturn void _Exit(int code) {
    end_child((code & 0xff) << 8);
    run_children();
    __wasi_proc_exit(code & 0xff);
}

_Noreturn void _exit(int code) { _Exit(code); }

_Noreturn void exit(int code) {
    if (in_child)
        fflush(NULL);
    end_child((code & 0xff) << 8);
    __funcs_on_exit();
    __stdio_exit();
    _Exit(code);
}
