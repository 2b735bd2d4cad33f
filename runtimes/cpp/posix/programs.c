/// Programs of the host's virtual machine: their arguments, their input and where their output goes.
#include "host.h"
#include "processes.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

/// The most that is kept of a program's input, in bytes.
#define MOST_INPUT (16u << 20)
#define BLOCK 16384
/// How long a program waits for a peer on its standard input, in milliseconds.
#define PATIENCE 1000

struct text {
    char *data;
    size_t length, room;
};

static int add(struct text *text, const void *data, size_t length) {
    if (length > text->room - text->length) {
        size_t room = (text->length + length) * 2 + 64;
        char *grown = realloc(text->data, room);
        if (!grown)
            return 0;
        text->data = grown;
        text->room = room;
    }
    memcpy(text->data + text->length, data, length);
    text->length += length;
    return 1;
}

/// Strings, each with its NUL.
static int add_strings(struct text *text, char *const list[]) {
    for (int i = 0; list && list[i]; i++)
        if (!add(text, list[i], strlen(list[i]) + 1))
            return 0;
    return 1;
}

static int start(int how, const struct text *argv, char *const environment[], uint32_t *program) {
    struct text variables = {0};
    char *folder = getcwd(NULL, 0);
    int error = ENOMEM;
    if (add_strings(&variables, environment))
        error = dg_process_start(how, argv->data, argv->length, folder ? folder : "/", folder ? strlen(folder) : 1,
                                 variables.data, variables.length, program);
    free(variables.data);
    free(folder);
    return error;
}

int start_program(const char *path, char *const argv[], char *const environment[], uint32_t *program) {
    struct text text = {0};
    int error = ENOMEM;
    if (add(&text, path, strlen(path) + 1) && add_strings(&text, argv && argv[0] ? argv + 1 : NULL))
        error = start(DG_SPAWN, &text, environment, program);
    free(text.data);
    return error;
}

int start_shell(const char *command, uint32_t *program) {
    struct text text = {0};
    int error = ENOMEM;
    if (add(&text, "/bin/sh\0-c", sizeof "/bin/sh\0-c") && add(&text, command, strlen(command) + 1))
        error = start(DG_SHELL, &text, environ, program);
    free(text.data);
    return error;
}

/// The program's own standard input isn't handed on: the host can't give back what a program doesn't read of it.
static int is_own_input(struct descriptor what) { return what.kind == FILE_COPY && what.target == STDIN_FILENO; }

/// Everything that can be read.
static struct text all_of(struct descriptor what) {
    struct text all = {0};
    char block[BLOCK];
    ssize_t got;
    if (is_own_input(what))
        return all;
    do {
        if (what.kind == SOCKET)
            got = socket_receive_within(what.target, block, sizeof block, PATIENCE);
        else
            got = read_parts(what, &(struct iovec){block, sizeof block}, 1);
    } while (got > 0 && all.length < MOST_INPUT && add(&all, block, got));
    return all;
}

/// Writes an output of a program to where it belongs, as far as there is room.
static void pass_on(uint32_t program, int which, struct descriptor to) {
    char block[BLOCK];
    uint32_t got;
    while (!dg_process_output(program, which, block, sizeof block, &got) && got)
        for (size_t put = 0; put < got;) {
            ssize_t part = write_parts(to, &(struct iovec){block + put, got - put}, 1);
            if (part <= 0)
                return;
            put += part;
        }
}

int run_program(uint32_t program, const struct descriptor streams[3]) {
    struct text input = all_of(streams[0]);
    struct dg_ran ran;
    int error = dg_process_run(program, input.data, input.length, &ran);
    free(input.data);
    if (error)
        return 127 << 8;
    struct descriptor output = streams[1], errors = streams[2];
    // What this program has printed comes first, as on a terminal.
    if (output.kind == FILE_COPY && output.target == STDOUT_FILENO && !in_child)
        fflush(stdout);
    if (output.kind == errors.kind && output.target == errors.target) {
        pass_on(program, DG_MERGED, output);
    } else {
        pass_on(program, DG_OUTPUT, output);
        pass_on(program, DG_ERRORS, errors);
    }
    return ran.status & 0x100 ? ran.status & 0x7f : (ran.status & 0xff) << 8;
}
