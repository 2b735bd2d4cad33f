/// Signals: only those that a program sends to itself. One that ends the program ends it as `abort` does.
#include "descriptors.h"
#include "processes.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

static struct sigaction actions[_NSIG];

void __SIG_ERR(int signal) { abort(); }
void __SIG_IGN(int signal) {}

static _Noreturn void end_by(int signal) {
    end_child(signal);
    __builtin_trap();
}

static int ignored_by_default(int signal) {
    return signal == SIGCHLD || signal == SIGCONT || signal == SIGURG || signal == SIGWINCH || signal == SIGTSTP ||
           signal == SIGTTIN || signal == SIGTTOU || signal == SIGSTOP;
}

int raise(int signal) {
    if (signal <= 0 || signal >= _NSIG)
        return fail(EINVAL);
    struct sigaction action = actions[signal];
    if (action.sa_handler == SIG_IGN)
        return 0;
    if (action.sa_handler == SIG_DFL) {
        if (!ignored_by_default(signal))
            end_by(signal);
        return 0;
    }
    if (action.sa_flags & SA_RESETHAND)
        actions[signal].sa_handler = SIG_DFL;
    if (action.sa_flags & SA_SIGINFO) {
        siginfo_t info = {.si_signo = signal, .si_code = SI_USER, .si_pid = getpid(), .si_uid = getuid()};
        action.sa_sigaction(signal, &info, NULL);
    } else {
        action.sa_handler(signal);
    }
    return 0;
}

_Noreturn void abort(void) {
    if (actions[SIGABRT].sa_handler != SIG_DFL)
        raise(SIGABRT);
    end_by(SIGABRT);
}

int sigaction(int signal, const struct sigaction *restrict new, struct sigaction *restrict old) {
    if (signal <= 0 || signal >= _NSIG || (new && (signal == SIGKILL || signal == SIGSTOP)))
        return fail(EINVAL);
    if (old)
        *old = actions[signal];
    if (new)
        actions[signal] = *new;
    return 0;
}

void (*signal(int number, void (*handler)(int)))(int) {
    struct sigaction old, new = {.sa_handler = handler, .sa_flags = SA_RESTART};
    return sigaction(number, &new, &old) ? SIG_ERR : old.sa_handler;
}

void (*bsd_signal(int number, void (*handler)(int)))(int) { return signal(number, handler); }
void (*__sysv_signal(int number, void (*handler)(int)))(int) { return signal(number, handler); }

int kill(pid_t process, int signal) {
    if (signal_child(process, signal))
        return 0;
    if (process != getpid() && process != 0 && process != -getpid())
        return fail(ESRCH);
    return signal ? raise(signal) : 0;
}

int killpg(pid_t group, int signal) { return kill(group == getpgrp() ? getpid() : -1, signal); }

int sigemptyset(sigset_t *set) {
    *set = 0;
    return 0;
}

int sigfillset(sigset_t *set) {
    *set = ~0ull;
    return 0;
}

static sigset_t bit(int signal) { return signal > 0 && signal < _NSIG ? 1ull << (signal - 1) : 0; }

int sigaddset(sigset_t *set, int signal) {
    *set |= bit(signal);
    return bit(signal) ? 0 : fail(EINVAL);
}

int sigdelset(sigset_t *set, int signal) {
    *set &= ~bit(signal);
    return bit(signal) ? 0 : fail(EINVAL);
}

int sigismember(const sigset_t *set, int signal) { return bit(signal) ? (*set & bit(signal)) != 0 : fail(EINVAL); }

/// The signals said to be blocked; nothing is held back, as none comes unasked.
static sigset_t blocked;

int sigprocmask(int how, const sigset_t *restrict set, sigset_t *restrict old) {
    sigset_t before = blocked;
    if (set)
        blocked = how == SIG_BLOCK ? blocked | *set : how == SIG_UNBLOCK ? blocked & ~*set : *set;
    if (old)
        *old = before;
    return 0;
}

int pthread_sigmask(int how, const sigset_t *restrict set, sigset_t *restrict old) { return sigprocmask(how, set, old); }
int sigpending(sigset_t *set) { return sigemptyset(set); }
int sigaltstack(const stack_t *restrict new, stack_t *restrict old) {
    if (old)
        *old = (stack_t){.ss_flags = SS_DISABLE};
    return 0;
}
int siginterrupt(int signal, int flag) { return 0; }

/// Nothing sends a signal while the program waits for one.
int pause(void) {
    wait_in_vain(-1);
    return fail(EINTR);
}
int sigsuspend(const sigset_t *mask) { return pause(); }
int sigwait(const sigset_t *restrict set, int *restrict signal) {
    wait_in_vain(-1);
    return EINTR;
}

/// Timers never fire: a test doesn't run that long.
unsigned alarm(unsigned seconds) {
    static unsigned last;
    unsigned left = last;
    last = seconds;
    return left;
}
unsigned ualarm(unsigned microseconds, unsigned interval) { return 0; }
int getitimer(int which, struct itimerval *value) {
    memset(value, 0, sizeof *value);
    return 0;
}
int setitimer(int which, const struct itimerval *new, struct itimerval *old) { return old ? getitimer(which, old) : 0; }
