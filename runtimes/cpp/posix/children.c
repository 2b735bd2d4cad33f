/// Children: those that `fork` made, and programs that run beside this one.
#include "processes.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

struct children children;

struct child *new_child(void) {
    for (int i = 0; i < CHILDREN; i++)
        if (children.all[i].state == NOBODY) {
            children.all[i] = (struct child){.state = ENDED, .id = getpid() + 1 + children.born++};
            return &children.all[i];
        }
    errno = EAGAIN;
    return NULL;
}

void become_program(struct child *child, uint32_t program, const struct descriptor streams[3]) {
    child->program = program;
    memcpy(child->streams, streams, sizeof child->streams);
    if (streams[0].kind == PIPE_OUT)
        child->state = WAITS_FOR_INPUT;
    else
        child->status = run_program(program, streams);
}

/// Lets a child that waits for input run with what there is, and go of its streams.
static void run(struct child *child) {
    if (child->state != WAITS_FOR_INPUT)
        return;
    child->state = ENDED;
    child->status = run_program(child->program, child->streams);
    for (int i = 0; i < 3; i++)
        release_descriptor(child->streams[i]);
}

static int is_same(struct descriptor one, struct descriptor other) {
    return one.kind == other.kind && one.target == other.target;
}

int held_by_children(struct descriptor what) {
    int count = 0;
    for (int i = 0; i < CHILDREN; i++)
        for (int stream = 0; children.all[i].state == WAITS_FOR_INPUT && stream < 3; stream++)
            count += is_same(children.all[i].streams[stream], what);
    return count;
}

void run_writers_of(int pipe) {
    struct descriptor end = {PIPE_IN, pipe};
    for (int i = 0; i < CHILDREN; i++)
        if (is_same(children.all[i].streams[1], end) || is_same(children.all[i].streams[2], end))
            run(&children.all[i]);
}

void run_readers_of(int pipe) {
    for (int i = 0; i < CHILDREN; i++)
        if (is_same(children.all[i].streams[0], (struct descriptor){PIPE_OUT, pipe}))
            run(&children.all[i]);
}

void run_children(void) {
    for (int i = 0; i < CHILDREN; i++)
        run(&children.all[i]);
}

/// The oldest child that is meant, or null. Ids below 1 mean any.
static struct child *find(int wanted) {
    struct child *found = NULL;
    for (int i = 0; i < CHILDREN; i++) {
        struct child *child = &children.all[i];
        if (child->state != NOBODY && (wanted <= 0 || child->id == wanted) && (!found || child->id < found->id))
            found = child;
    }
    return found;
}

int ended_child(int wanted, int *status) {
    struct child *child = find(wanted);
    if (!child)
        return 0;
    run(child);
    child->state = NOBODY;
    *status = child->status;
    return child->id;
}

int signal_child(int id, int signal) {
    struct child *child = find(id);
    if (id <= 0 || !child)
        return 0;
    // One that waits has begun to work before the signal came. An ended one no signal reaches.
    if (child->state == WAITS_FOR_INPUT && signal) {
        run(child);
        child->status = signal;
    }
    return 1;
}
