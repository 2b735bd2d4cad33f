/// Programs that run, children, and their ends.
#pragma once

#include "descriptors.h"

#include <stdint.h>

/// Starts a program, which is recorded; an error number or 0. `path` stands for the first of its arguments.
int start_program(const char *path, char *const argv[], char *const environment[], uint32_t *program);
/// The same for a command line.
int start_shell(const char *command, uint32_t *program);
/// Runs a program to its end: reads its input first, and writes afterwards what it wrote. Its status, as `wait` has it.
int run_program(uint32_t program, const struct descriptor streams[3]);

/// A child. One that reads from a pipe runs only when all of its input is there, as far as can be told.
struct child {
    enum { NOBODY, WAITS_FOR_INPUT, ENDED } state;
    int id, status;
    uint32_t program;
    struct descriptor streams[3];
};
#define CHILDREN 256
/// All of them. Their memory survives the end of a child that `fork` made: it is taken along by hand.
struct children {
    int born;
    struct child all[CHILDREN];
};
extern struct children children;

/// A new child, with an id, or null with EAGAIN.
struct child *new_child(void);
/// Makes a child a program; it runs at once unless its input is a pipe.
void become_program(struct child *child, uint32_t program, const struct descriptor streams[3]);
/// How many streams of children that wait stand for this.
int held_by_children(struct descriptor what);
/// Runs the children that write to a pipe.
void run_writers_of(int pipe);
/// Runs the children that read from a pipe, as nobody else can write to it any more.
void run_readers_of(int pipe);
/// Runs all children: nobody will write to them any more.
void run_children(void);
/// The id of an ended child, or 0 if there is none; a child that waits for input runs. Each is told once.
int ended_child(int wanted, int *status);
/// Ends a child by a signal; 0 if there is no such child.
int signal_child(int id, int signal);

/// If a child that `fork` made is running, ends it with a status as `wait` has it, and goes on in its parent.
void end_child(int status);
/// The same for a child that has become a program.
void end_child_as_program(uint32_t program, const struct descriptor streams[3]);
