// `node:os`: the machine that the sandbox pretends to be.
import * as machineOf from '__wasm_rquickjs_builtin/os_native';
import { PROCESS_ID, USER_ID, environment } from 'dualgauge:process_state';
import { Buffer } from 'node:buffer';
import { SIGNALS } from '__wasm_rquickjs_builtin/internal/process/identity';
import { ESRCH, failure } from '__wasm_rquickjs_builtin/wasi_errors';
import { ERR_SYSTEM_ERROR } from '__wasm_rquickjs_builtin/internal/errors';
import { validateInt32 } from '__wasm_rquickjs_builtin/internal/validators';

export const EOL = '\n';
export const devNull = '/dev/null';

export const constants = Object.assign(Object.create(null), {
    UV_UDP_REUSEADDR: 4,
    dlopen: Object.assign(Object.create(null), { RTLD_LAZY: 1, RTLD_NOW: 2, RTLD_GLOBAL: 256, RTLD_LOCAL: 0, RTLD_DEEPBIND: 8 }),
    errno: Object.assign(Object.create(null), {
        E2BIG: 7,
        EACCES: 13,
        EADDRINUSE: 98,
        EADDRNOTAVAIL: 99,
        EAFNOSUPPORT: 97,
        EAGAIN: 11,
        EALREADY: 114,
        EBADF: 9,
        EBADMSG: 74,
        EBUSY: 16,
        ECANCELED: 125,
        ECHILD: 10,
        ECONNABORTED: 103,
        ECONNREFUSED: 111,
        ECONNRESET: 104,
        EDEADLK: 35,
        EDESTADDRREQ: 89,
        EDOM: 33,
        EDQUOT: 122,
        EEXIST: 17,
        EFAULT: 14,
        EFBIG: 27,
        EHOSTUNREACH: 113,
        EIDRM: 43,
        EILSEQ: 84,
        EINPROGRESS: 115,
        EINTR: 4,
        EINVAL: 22,
        EIO: 5,
        EISCONN: 106,
        EISDIR: 21,
        ELOOP: 40,
        EMFILE: 24,
        EMLINK: 31,
        EMSGSIZE: 90,
        EMULTIHOP: 72,
        ENAMETOOLONG: 36,
        ENETDOWN: 100,
        ENETRESET: 102,
        ENETUNREACH: 101,
        ENFILE: 23,
        ENOBUFS: 105,
        ENODATA: 61,
        ENODEV: 19,
        ENOENT: 2,
        ENOEXEC: 8,
        ENOLCK: 37,
        ENOLINK: 67,
        ENOMEM: 12,
        ENOMSG: 42,
        ENOPROTOOPT: 92,
        ENOSPC: 28,
        ENOSR: 63,
        ENOSTR: 60,
        ENOSYS: 38,
        ENOTCONN: 107,
        ENOTDIR: 20,
        ENOTEMPTY: 39,
        ENOTSOCK: 88,
        ENOTSUP: 95,
        ENOTTY: 25,
        ENXIO: 6,
        EOPNOTSUPP: 95,
        EOVERFLOW: 75,
        EPERM: 1,
        EPIPE: 32,
        EPROTO: 71,
        EPROTONOSUPPORT: 93,
        EPROTOTYPE: 91,
        ERANGE: 34,
        EROFS: 30,
        ESPIPE: 29,
        ESRCH: 3,
        ESTALE: 116,
        ETIME: 62,
        ETIMEDOUT: 110,
        ETXTBSY: 26,
        EWOULDBLOCK: 11,
        EXDEV: 18,
    }),
    signals: Object.freeze(Object.assign(Object.create(null), SIGNALS)),
    priority: Object.assign(Object.create(null), {
        PRIORITY_LOW: 19,
        PRIORITY_BELOW_NORMAL: 10,
        PRIORITY_NORMAL: 0,
        PRIORITY_ABOVE_NORMAL: -7,
        PRIORITY_HIGH: -14,
        PRIORITY_HIGHEST: -20,
    }),
});

const MEMORY = 8_589_934_592;

export const arch = () => machineOf.arch();
export const availableParallelism = () => machineOf.available_parallelism();
export const endianness = () => machineOf.endianness();
export const freemem = () => MEMORY / 2;
export const hostname = () => machineOf.hostname();
export const machine = () => machineOf.machine();
export const platform = () => machineOf.platform();
export const release = () => machineOf.release();
export const totalmem = () => MEMORY;
export const type = () => machineOf.type_();
export const uptime = () => machineOf.uptime();
export const version = () => machineOf.version();
export const loadavg = () => [0, 0, 0];
export const homedir = () => globalThis.process?.env.HOME || machineOf.homedir();

export function tmpdir() {
    const { TMPDIR, TMP, TEMP } = globalThis.process?.env ?? environment();
    const folder = TMPDIR || TMP || TEMP || '/tmp';
    return folder.length > 1 && folder.endsWith('/') ? folder.slice(0, -1) : folder;
}

export function cpus() {
    const times = { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 };
    return Array.from({ length: machineOf.available_parallelism() }, () => ({
        model: 'Virtual CPU',
        speed: 2000,
        times: { ...times },
    }));
}

export function networkInterfaces() {
    const loopback = { mac: '00:00:00:00:00:00', internal: true };
    return {
        lo: [
            { address: '127.0.0.1', netmask: '255.0.0.0', family: 'IPv4', ...loopback, cidr: '127.0.0.1/8' },
            {
                address: '::1',
                netmask: 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
                family: 'IPv6',
                ...loopback,
                cidr: '::1/128',
                scopeid: 0,
            },
        ],
        eth0: [
            {
                address: '10.0.2.15', netmask: '255.255.255.0', family: 'IPv4', mac: '52:54:00:12:34:56', internal: false,
                cidr: '10.0.2.15/24',
            },
        ],
    };
}

export function userInfo(options) {
    const info = { uid: USER_ID, gid: USER_ID, username: 'user', homedir: machineOf.homedir(), shell: '/bin/sh' };
    if (options?.encoding === 'buffer') {
        for (const name of ['username', 'homedir', 'shell']) info[name] = Buffer.from(info[name]);
    }
    return info;
}

let priority = 0;

function checkProcess(pid, syscall) {
    validateInt32(pid, 'pid');
    if (pid !== 0 && pid !== PROCESS_ID) throw new ERR_SYSTEM_ERROR({ ...failure(ESRCH, syscall), message: 'no such process' });
}

export function getPriority(pid = 0) {
    checkProcess(pid, 'uv_os_getpriority');
    return priority;
}

export function setPriority(pid, wanted) {
    const [target, value] = wanted === undefined ? [0, pid] : [pid, wanted];
    validateInt32(value, 'priority', constants.priority.PRIORITY_HIGHEST, constants.priority.PRIORITY_LOW);
    checkProcess(target, 'uv_os_setpriority');
    priority = value;
}

for (const tell of [
    arch,
    availableParallelism,
    endianness,
    freemem,
    homedir,
    hostname,
    machine,
    platform,
    release,
    tmpdir,
    totalmem,
    type,
    uptime,
    version,
]) {
    tell[Symbol.toPrimitive] = () => tell();
}

const os = {
    arch,
    availableParallelism,
    cpus,
    endianness,
    freemem,
    getPriority,
    homedir,
    hostname,
    loadavg,
    networkInterfaces,
    platform,
    release,
    setPriority,
    tmpdir,
    totalmem,
    type,
    userInfo,
    uptime,
    version,
    machine,
    constants,
    EOL,
    devNull,
};
for (const name of ['constants', 'EOL', 'devNull']) Object.defineProperty(os, name, { writable: false });

export default os;
