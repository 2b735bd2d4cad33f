// node:module: what programs ask of it, over the loader.
import { createRequire } from 'dualgauge:loader';
import { invalidType, needString, nodeError } from './net_errors.js';

const PREFIX_ONLY = new Set(['sqlite', 'test']);

export { createRequire };
export const builtinModules = [
    '_http_agent', '_http_client', '_http_common', '_http_incoming', '_http_outgoing', '_http_server', '_tls_wrap', 'assert',
    'assert/strict', 'async_hooks', 'buffer', 'child_process', 'cluster', 'console', 'constants', 'crypto', 'dgram',
    'diagnostics_channel', 'dns', 'dns/promises', 'domain', 'events', 'fs', 'fs/promises', 'http', 'http2', 'https', 'inspector',
    'inspector/promises', 'module', 'net', 'os', 'path', 'path/posix', 'path/win32', 'perf_hooks', 'process', 'punycode',
    'querystring', 'readline', 'readline/promises', 'repl', 'stream', 'stream/consumers', 'stream/promises', 'stream/web',
    'string_decoder', 'sys', 'timers', 'timers/promises', 'tls', 'trace_events', 'tty', 'url', 'util', 'util/types', 'v8', 'vm',
    'worker_threads', 'zlib',
];
const names = new Set(builtinModules);

export function isBuiltin(name) {
    needString(name, 'specifier');
    const plain = name.startsWith('node:') ? name.slice(5) : name;
    return names.has(plain) || (plain !== name && PREFIX_ONLY.has(plain));
}

export function findSourceMap() {
    return undefined;
}

export function syncBuiltinESMExports() {}

export function register() {
    throw nodeError(Error, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
        'The feature module.register is unavailable on the current platform, which is being used to run Node.js');
}

export class SourceMap {
    constructor(payload) {
        if (payload === null || typeof payload !== 'object') throw invalidType('payload', 'Object', payload);
        this.payload = payload;
    }

    findEntry() {
        return {};
    }

    findOrigin() {
        return {};
    }
}

/** The class of modules; programs look at its static members, and some make one to compile a text. */
export function Module(id = '', parent = undefined) {
    this.id = id;
    this.path = id.replace(/\/[^/]*$/, '') || '.';
    this.exports = {};
    this.filename = null;
    this.loaded = false;
    this.children = [];
    this.paths = [];
    if (parent) parent.children?.push(this);
}

Module.prototype.require = function require(name) {
    return createRequire(this.filename ?? '/app/module.js')(name);
};

Module.prototype._compile = function _compile(text, filename) {
    this.filename = filename;
    const run = new Function('exports', 'require', 'module', '__filename', '__dirname', text);
    const folder = filename.replace(/\/[^/]*$/, '') || '/';
    return Reflect.apply(run, this.exports, [this.exports, createRequire(filename), this, filename, folder]);
};

export const wrapper = ['(function (exports, require, module, __filename, __dirname) { ', '\n});'];

export function wrap(text) {
    return wrapper[0] + text + wrapper[1];
}

export function _nodeModulePaths(from) {
    const parts = from.split('/');
    const paths = [];
    for (let count = parts.length; count > 0; count--) {
        if (parts[count - 1] !== 'node_modules') paths.push(`${parts.slice(0, count).join('/')}/node_modules`);
    }
    return paths;
}

export function _resolveFilename(request, parent) {
    return createRequire(parent?.filename ?? '/app/module.js').resolve(request);
}

export function _load(request, parent) {
    return createRequire(parent?.filename ?? '/app/module.js')(request);
}

export const _extensions = Object.assign(Object.create(null), {
    '.js': (module, filename) => module.require(filename),
    '.json': (module, filename) => module.require(filename),
});
export const _cache = Object.create(null);
export const _pathCache = Object.create(null);
export const globalPaths = ['/home/user/.node_modules', '/home/user/.node_libraries', '/usr/local/lib/node'];

Object.assign(Module, {
    Module, SourceMap, _cache, _extensions, _load, _nodeModulePaths, _pathCache, _resolveFilename, builtinModules, createRequire,
    findSourceMap, globalPaths, isBuiltin, register, syncBuiltinESMExports, wrap, wrapper,
});

export default Module;
