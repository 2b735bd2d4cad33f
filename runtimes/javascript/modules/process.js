// `node:process`: the one object that exists at snapshot time; what belongs to an execution is filled in by `initialise`.
import { host } from 'dualgauge:host';
import { activeResources, enqueueTick } from 'dualgauge:loop';
import * as state from 'dualgauge:process_state';
import EventEmitter from 'node:events';
import { _captureContext, _restoreContext } from 'node:async_hooks';
import { ENOENT, ENOTDIR, systemError } from '__wasm_rquickjs_builtin/wasi_errors';
import { FILETYPE, access, stat } from '__wasm_rquickjs_builtin/wasi_files';
import { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE } from '__wasm_rquickjs_builtin/internal/errors';
import { builtins, isPublic } from 'dualgauge:builtins';
import { installEnds } from '__wasm_rquickjs_builtin/internal/process/ends';
import { installIdentity } from '__wasm_rquickjs_builtin/internal/process/identity';
import { installWarnings } from '__wasm_rquickjs_builtin/internal/process/warnings';

const VERSION = '20.20.2';
const UMASK_ASK = 0xffffffff;
const BYTES = { rss: 46_137_344, heapTotal: 6_537_216, heapUsed: 4_874_368, external: 1_421_312, arrayBuffers: 10_515 };

// Node's process is made by a function of that name, which nobody can call.
function processConstructor() {}
Object.defineProperty(processConstructor, 'name', { value: 'process' });
Object.setPrototypeOf(processConstructor.prototype, EventEmitter.prototype);
const process = Object.create(processConstructor.prototype);
EventEmitter.call(process);
Object.defineProperty(process, Symbol.toStringTag, { value: 'process', configurable: true });

function constant(name, value) {
    Object.defineProperty(process, name, { value, enumerable: true, configurable: true, writable: false });
}

constant('version', `v${VERSION}`);
constant(
    'versions',
    Object.freeze({
        node: VERSION,
        acorn: '8.16.0',
        ada: '2.9.2',
        ares: '1.34.6',
        brotli: '1.1.0',
        cjs_module_lexer: '2.2.0',
        cldr: '48.0',
        icu: '78.2',
        llhttp: '9.3.1',
        modules: '115',
        napi: '9',
        nghttp2: '1.61.0',
        openssl: '3.0.19',
        simdutf: '6.4.2',
        tz: '2025c',
        undici: '6.24.1',
        unicode: '17.0',
        uv: '1.46.0',
        uvwasi: '0.0.23',
        v8: '11.3.244.8-node.38',
        zlib: '1.3.1-e00f703',
    }),
);
constant('arch', 'x64');
constant('platform', 'linux');
constant('release', {
    name: 'node',
    lts: 'Iron',
    sourceUrl: `https://nodejs.org/download/release/v${VERSION}/node-v${VERSION}.tar.gz`,
    headersUrl: `https://nodejs.org/download/release/v${VERSION}/node-v${VERSION}-headers.tar.gz`,
});
constant(
    'features',
    Object.freeze({
        inspector: false,
        debug: false,
        uv: true,
        ipv6: true,
        tls_alpn: true,
        tls_sni: true,
        tls_ocsp: true,
        tls: true,
        cached_builtins: true,
        require_module: true,
    }),
);
constant(
    'config',
    Object.freeze({
        target_defaults: Object.freeze({ default_configuration: 'Release', defines: [], include_dirs: [], libraries: [] }),
        variables: Object.freeze({
            host_arch: 'x64',
            target_arch: 'x64',
            napi_build_version: '9',
            node_shared: false,
            v8_enable_i18n_support: 1,
        }),
    }),
);
constant('pid', state.PROCESS_ID);
constant('ppid', state.PARENT_ID);
process.execPath = '/usr/local/bin/node';
process.title = 'node';
process.argv = ['/usr/local/bin/node'];
process.argv0 = 'node';
process.execArgv = [];
process.debugPort = 9229;
process.domain = null;
process.allowedNodeEnvironmentFlags = new Set();
process.moduleLoadList = [];

// The environment: an object whose values are strings, whatever is assigned.

const variables = {};

function variable(value) {
    if (typeof value === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
    return String(value);
}

process.env = new Proxy(variables, {
    set(target, name, value) {
        if (typeof name === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
        target[name] = variable(value);
        return true;
    },
    defineProperty(target, name, descriptor) {
        const refusal = (why) =>
            Object.assign(new TypeError(`'process.env' ${why}`), { code: 'ERR_INVALID_OBJECT_DEFINE_PROPERTY' });
        if ('get' in descriptor || 'set' in descriptor) throw refusal('does not accept an accessor(getter/setter) descriptor');
        if (!descriptor.configurable || !descriptor.writable || !descriptor.enumerable) {
            throw refusal('only accepts a configurable, writable, and enumerable data descriptor');
        }
        Object.defineProperty(target, name, {
            value: variable(descriptor.value),
            writable: true,
            enumerable: true,
            configurable: true,
        });
        return true;
    },
});

// Both objects stay the same ones: packages loaded into the snapshot may hold them.
state.onInitialise(({ argv, env }) => {
    process.argv.splice(0, process.argv.length, ...argv);
    for (const name of Object.keys(variables)) delete variables[name];
    for (const name of Object.keys(env)) variables[name] = String(env[name]);
});

// Folders and modes

process.cwd = function cwd() {
    return state.workingDirectory();
};

process.chdir = function chdir(directory) {
    if (typeof directory !== 'string') throw new ERR_INVALID_ARG_TYPE('directory', 'string', directory);
    const from = state.workingDirectory();
    const found = stat(directory, true);
    const errno = found.errno || (FILETYPE[found.stat.type] === 'directory' ? access(directory, 1) : ENOTDIR);
    if (errno) throw systemError(directory === '' ? ENOENT : errno, 'chdir', from, directory);
    const absolute = directory.startsWith('/') ? directory : `${from}/${directory}`;
    state.setWorkingDirectory(host.realpath(absolute) ?? from);
};

process.umask = function umask(mask) {
    if (mask === undefined) return host.umask_set(UMASK_ASK);
    let bits = mask;
    if (typeof mask === 'string') {
        if (!/^[0-7]+$/.test(mask)) {
            throw new ERR_INVALID_ARG_VALUE('mask', mask, 'must be a 32-bit unsigned integer or an octal string');
        }
        bits = Number.parseInt(mask, 8);
    } else if (typeof mask !== 'number') {
        throw new ERR_INVALID_ARG_TYPE('mask', 'number', mask);
    } else if (!Number.isInteger(mask) || mask < 0 || mask > 0xffffffff) {
        throw new ERR_OUT_OF_RANGE('mask', Number.isInteger(mask) ? '>= 0 && <= 4294967295' : 'an integer', mask);
    }
    return host.umask_set(bits & 0o777);
};

// Time and means

const SECOND = 1_000_000_000n;

process.hrtime = function hrtime(time) {
    const now = state.monotonic();
    const seconds = Number(now / SECOND);
    const nanoseconds = Number(now % SECOND);
    if (time === undefined) return [seconds, nanoseconds];
    if (!Array.isArray(time)) throw new ERR_INVALID_ARG_TYPE('time', 'Array', time);
    if (time.length !== 2) throw new ERR_OUT_OF_RANGE('time', 2, time.length);
    const rest = nanoseconds - time[1];
    return rest < 0 ? [seconds - time[0] - 1, rest + 1e9] : [seconds - time[0], rest];
};
process.hrtime.bigint = function hrtimeBigInt() {
    return state.monotonic();
};
process.uptime = function uptime() {
    return Number(state.sinceStart()) / 1e9;
};

const clock = new Uint8Array(8);

process.cpuUsage = function cpuUsage(previous) {
    host.clock_time_get(2, 0n, clock);
    const user = Number(new DataView(clock.buffer).getBigUint64(0, true) / 1000n);
    if (previous === undefined) return { user, system: 0 };
    if (previous === null || typeof previous !== 'object') throw new ERR_INVALID_ARG_TYPE('prevValue', 'object', previous);
    for (const name of ['user', 'system']) {
        const value = previous[name];
        if (typeof value !== 'number') throw new ERR_INVALID_ARG_TYPE(`prevValue.${name}`, 'number', value);
        if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER)) throw new ERR_INVALID_ARG_VALUE(`prevValue.${name}`, value);
    }
    return { user: user - previous.user, system: 0 - previous.system };
};
process.resourceUsage = function resourceUsage() {
    const { user, system } = process.cpuUsage();
    return {
        userCPUTime: user,
        systemCPUTime: system,
        maxRSS: BYTES.rss / 1024,
        sharedMemorySize: 0,
        unsharedDataSize: 0,
        unsharedStackSize: 0,
        minorPageFault: 0,
        majorPageFault: 0,
        swappedOut: 0,
        fsRead: 0,
        fsWrite: 0,
        ipcSent: 0,
        ipcReceived: 0,
        signalsCount: 0,
        voluntaryContextSwitches: 0,
        involuntaryContextSwitches: 0,
    };
};

/** What a small program shows; the same each time, as everything that is observed must be. */
process.memoryUsage = function memoryUsage() {
    return { ...BYTES };
};
process.memoryUsage.rss = function rss() {
    return BYTES.rss;
};
process.constrainedMemory = function constrainedMemory() {
    return 0;
};
process.availableMemory = function availableMemory() {
    return 8_589_934_592;
};
process.getActiveResourcesInfo = function getActiveResourcesInfo() {
    const { Timeout, Immediate } = activeResources();
    return [...Array(Timeout).fill('Timeout'), ...Array(Immediate).fill('Immediate')];
};
process._getActiveHandles = function _getActiveHandles() {
    return [];
};
process._getActiveRequests = function _getActiveRequests() {
    return [];
};

// What there is no such thing as here

function noSuchModule(name) {
    return new Error(`No such module: ${name}`);
}
process.binding = function binding(name) {
    throw noSuchModule(name);
};
process._linkedBinding = function _linkedBinding(name) {
    throw noSuchModule(name);
};
process.dlopen = function dlopen(module, filename) {
    throw Object.assign(new Error(`${filename}: cannot open shared object file: No such file or directory`), {
        code: 'ERR_DLOPEN_FAILED',
    });
};
process.setSourceMapsEnabled = function setSourceMapsEnabled(enabled) {
    if (typeof enabled !== 'boolean') throw new ERR_INVALID_ARG_TYPE('val', 'boolean', enabled);
};
process.getBuiltinModule = function getBuiltinModule(id) {
    if (typeof id !== 'string') throw new ERR_INVALID_ARG_TYPE('id', 'string', id);
    const name = id.startsWith('node:') ? id.slice(5) : id;
    return isPublic(name, name !== id) ? builtins[name] : undefined;
};

/** A declaration, because the streams take it before this module has run: they load in a circle. */
export function nextTick(callback, ...args) {
    if (typeof callback !== 'function') throw new ERR_INVALID_ARG_TYPE('callback', 'function', callback);
    if (state.isExiting()) return;
    const context = _captureContext();
    enqueueTick(() => _restoreContext(context, callback, undefined, args));
}
process.nextTick = nextTick;
process._tickCallback = function runNextTicks() {};

process.report = {
    compact: false,
    directory: '',
    excludeNetwork: false,
    filename: '',
    reportOnFatalError: false,
    reportOnSignal: false,
    reportOnUncaughtException: false,
    signal: 'SIGUSR2',
    getReport() {
        const header = {
            nodejsVersion: process.version,
            platform: 'linux',
            arch: 'x64',
            glibcVersionRuntime: '2.36',
            processId: process.pid,
        };
        return { header, sharedObjects: [], environmentVariables: { ...variables } };
    },
};

installIdentity(process);
installWarnings(process);
installEnds(process);

export default process;
export const {
    abort,
    allowedNodeEnvironmentFlags,
    arch,
    argv,
    argv0,
    availableMemory,
    binding,
    chdir,
    config,
    constrainedMemory,
    cpuUsage,
    cwd,
    debugPort,
    dlopen,
    emitWarning,
    env,
    execArgv,
    execPath,
    exit,
    features,
    getActiveResourcesInfo,
    getegid,
    geteuid,
    getgid,
    getgroups,
    getuid,
    hasUncaughtExceptionCaptureCallback,
    hrtime,
    initgroups,
    kill,
    memoryUsage,
    pid,
    platform,
    ppid,
    reallyExit,
    release,
    resourceUsage,
    setSourceMapsEnabled,
    setUncaughtExceptionCaptureCallback,
    setegid,
    seteuid,
    setgid,
    setgroups,
    setuid,
    title,
    umask,
    uptime,
    version,
    versions,
} = process;
