/// Threads: one runs to its end when it is created, on its creator's stack. Semaphores never wait: nobody would post.
#include "descriptors.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/// A thread that has ended, or is running. `pthread_t` is its address.
struct thread {
    void *result;
    int detached;
    jmp_buf end;
    struct thread *below;
};

static struct thread *running;

int __cxa_atexit(void (*)(void *), void *, void *);

/// `thread_body.cpp`.
void *dualgauge_thread_body(void *(*run)(void *), void *argument);

int pthread_create(pthread_t *restrict out, const pthread_attr_t *restrict attributes, void *(*run)(void *),
                   void *restrict argument) {
    struct thread *thread = calloc(1, sizeof *thread);
    if (!thread)
        return EAGAIN;
    int state = PTHREAD_CREATE_JOINABLE;
    if (attributes)
        pthread_attr_getdetachstate(attributes, &state);
    thread->detached = state == PTHREAD_CREATE_DETACHED;
    thread->below = running;
    *out = (pthread_t)thread;
    running = thread;
    if (!setjmp(thread->end))
        thread->result = dualgauge_thread_body(run, argument);
    running = thread->below;
    if (thread->detached)
        free(thread);
    return 0;
}

int pthread_join(pthread_t id, void **result) {
    struct thread *thread = (struct thread *)id;
    if (result)
        *result = thread->result;
    free(thread);
    return 0;
}

int pthread_detach(pthread_t id) {
    struct thread *thread = (struct thread *)id;
    for (struct thread *at = running; at; at = at->below)
        if (at == thread) {
            thread->detached = 1;
            return 0;
        }
    free(thread);
    return 0;
}

_Noreturn void pthread_exit(void *result) {
    if (!running)
        exit(0);
    running->result = result;
    longjmp(running->end, 1);
}

/// Destroys a `thread_local` object at the program's end: threads share one set of them, those of the main thread.
int __cxa_thread_atexit(void (*destroy)(void *), void *object, void *module) {
    return __cxa_atexit(destroy, object, module);
}

int pthread_cancel(pthread_t thread) { return ESRCH; }
int pthread_kill(pthread_t thread, int signal) { return 0; }
int pthread_setname_np(pthread_t thread, const char *name) { return 0; }
int pthread_getname_np(pthread_t thread, char *name, size_t length) {
    if (length)
        *name = 0;
    return 0;
}

int sem_init(sem_t *semaphore, int shared, unsigned value) {
    semaphore->__val[0] = value;
    return 0;
}
int sem_destroy(sem_t *semaphore) { return 0; }
int sem_close(sem_t *semaphore) { return 0; }
int sem_unlink(const char *name) { return 0; }
sem_t *sem_open(const char *name, int flags, ...) {
    errno = ENOSYS;
    return SEM_FAILED;
}
int sem_post(sem_t *semaphore) {
    semaphore->__val[0]++;
    return 0;
}
int sem_trywait(sem_t *semaphore) {
    if (semaphore->__val[0] <= 0)
        return fail(EAGAIN);
    semaphore->__val[0]--;
    return 0;
}
int sem_wait(sem_t *semaphore) { return sem_trywait(semaphore) ? fail(EDEADLK) : 0; }
int sem_timedwait(sem_t *restrict semaphore, const struct timespec *restrict until) {
    return sem_trywait(semaphore) ? fail(ETIMEDOUT) : 0;
}
int sem_getvalue(sem_t *restrict semaphore, int *restrict value) {
    *value = semaphore->__val[0];
    return 0;
}

void flockfile(FILE *stream) {}
int ftrylockfile(FILE *stream) { return 0; }
void funlockfile(FILE *stream) {}
