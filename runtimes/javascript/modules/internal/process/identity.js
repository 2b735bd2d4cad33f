// Who the process is, and signals: an ordinary user who can become nobody else.
import { completed } from 'dualgauge:loop';
import { PARENT_ID, PROCESS_ID, USER_ID, end } from 'dualgauge:process_state';
import { EPERM, ESRCH, systemError } from '__wasm_rquickjs_builtin/wasi_errors';
import { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } from '__wasm_rquickjs_builtin/internal/errors';

export const SIGNALS = {
    SIGHUP: 1,
    SIGINT: 2,
    SIGQUIT: 3,
    SIGILL: 4,
    SIGTRAP: 5,
    SIGABRT: 6,
    SIGIOT: 6,
    SIGBUS: 7,
    SIGFPE: 8,
    SIGKILL: 9,
    SIGUSR1: 10,
    SIGSEGV: 11,
    SIGUSR2: 12,
    SIGPIPE: 13,
    SIGALRM: 14,
    SIGTERM: 15,
    SIGCHLD: 17,
    SIGSTKFLT: 16,
    SIGCONT: 18,
    SIGSTOP: 19,
    SIGTSTP: 20,
    SIGTTIN: 21,
    SIGTTOU: 22,
    SIGURG: 23,
    SIGXCPU: 24,
    SIGXFSZ: 25,
    SIGVTALRM: 26,
    SIGPROF: 27,
    SIGWINCH: 28,
    SIGIO: 29,
    SIGPOLL: 29,
    SIGPWR: 30,
    SIGSYS: 31,
};
/** Signals that don't end a process that has no handler for them. */
const HARMLESS = new Set([
    0,
    SIGNALS.SIGCHLD,
    SIGNALS.SIGCONT,
    SIGNALS.SIGURG,
    SIGNALS.SIGWINCH,
    SIGNALS.SIGSTOP,
    SIGNALS.SIGTSTP,
    SIGNALS.SIGTTIN,
    SIGNALS.SIGTTOU,
]);
const LARGEST_ID = 0xffffffff;

function checkId(id, name) {
    if (typeof id === 'number') {
        if (!Number.isInteger(id) || id < 0 || id > LARGEST_ID) throw new ERR_OUT_OF_RANGE(name, `>= 0 && <= ${LARGEST_ID}`, id);
    } else if (typeof id !== 'string') {
        throw new ERR_INVALID_ARG_TYPE(name, ['number', 'string'], id);
    }
}

function unknown(kind, name) {
    return Object.assign(new Error(`${kind} identifier does not exist: ${name}`), { code: 'ERR_UNKNOWN_CREDENTIAL' });
}

/** `kill` tells its error in the short form of Node's early days. */
function killError(errno) {
    const error = systemError(errno, 'kill');
    error.message = `kill ${error.code}`;
    return error;
}

/** Gives `process` its user and group, `kill` and `abort`. */
export function installIdentity(process) {
    for (const name of ['getuid', 'geteuid', 'getgid', 'getegid']) {
        process[name] = {
            [name]() {
                return USER_ID;
            },
        }[name];
    }
    process.getgroups = function getgroups() {
        return [USER_ID];
    };
    for (const name of ['setuid', 'seteuid', 'setgid', 'setegid']) {
        const kind = name.endsWith('uid') ? 'User' : 'Group';
        process[name] = {
            [name](id) {
                checkId(id, 'id');
                if (typeof id === 'string' && id !== 'user') throw unknown(kind, id);
                if (typeof id === 'number' && id !== USER_ID) throw systemError(EPERM, name);
            },
        }[name];
    }
    process.setgroups = function setgroups(groups) {
        if (!Array.isArray(groups)) throw new ERR_INVALID_ARG_TYPE('groups', 'Array', groups);
        groups.forEach((id, index) => checkId(id, `groups[${index}]`));
        throw systemError(EPERM, 'setgroups');
    };
    process.initgroups = function initgroups(user, extraGroup) {
        checkId(user, 'user');
        checkId(extraGroup, 'extraGroup');
        for (const [kind, id] of [
            ['Group', extraGroup],
            ['User', user],
        ]) {
            if (typeof id === 'string' && id !== 'user') throw unknown(kind, id);
        }
        throw systemError(EPERM, 'initgroups');
    };

    process._kill = function _kill(pid, signal) {
        const number = signal ?? 0;
        const own = pid === PROCESS_ID || pid === 0 || pid === -PROCESS_ID;
        if (!own) throw killError(pid === PARENT_ID || pid === -1 ? EPERM : ESRCH);
        const name = Object.keys(SIGNALS).find((key) => SIGNALS[key] === number);
        const catchable = number !== SIGNALS.SIGKILL && number !== SIGNALS.SIGSTOP;
        if (catchable && process.listenerCount(name) > 0) completed(() => process.emit(name, name, number));
        else if (!HARMLESS.has(number)) end(128 + number);
        return 0;
    };
    process.kill = function kill(pid, signal = 'SIGTERM') {
        // As Node asks: the text "12" is a process too, "12x" is none.
        if (pid != (pid | 0)) throw new ERR_INVALID_ARG_TYPE('pid', 'number', pid);
        const number = typeof signal === 'number' ? signal : SIGNALS[signal];
        if (number === undefined) throw Object.assign(new TypeError(`Unknown signal: ${signal}`), { code: 'ERR_UNKNOWN_SIGNAL' });
        process._kill(pid | 0, number);
        return true;
    };
    process.abort = function abort() {
        end(128 + SIGNALS.SIGABRT);
    };
}
