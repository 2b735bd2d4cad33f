// Node's builtin modules, all loaded while the snapshot is made.

import { create, keys } from './primordials.js';

/** Known by their plain name and with `node:`. */
const PUBLIC = [
    'assert', 'assert/strict', 'async_hooks', 'buffer', 'child_process', 'cluster', 'console', 'constants', 'crypto', 'dgram',
    'diagnostics_channel', 'dns', 'dns/promises', 'domain', 'events', 'fs', 'fs/promises', 'http', 'http2', 'https',
    'inspector', 'inspector/promises', 'module', 'net', 'os', 'path', 'path/posix', 'path/win32', 'perf_hooks', 'process',
    'punycode', 'querystring', 'readline', 'readline/promises', 'repl', 'stream', 'stream/consumers', 'stream/promises',
    'stream/web', 'string_decoder', 'sys', 'timers', 'timers/promises', 'tls', 'tty', 'url', 'util', 'util/types', 'v8',
    'vm', 'worker_threads', 'zlib', '_http_agent', '_http_client', '_http_common', '_http_incoming', '_http_outgoing',
    '_http_server', '_tls_wrap', 'trace_events',
];
/** Known with `node:` only. */
const PREFIXED = ['sqlite', 'test'];

/** What packages of the runtime's own stand on. */
const INTERNAL = [
    'dualgauge:crypto/passwords', 'dualgauge:sqlite/codes', 'dualgauge:sqlite/core', 'dualgauge:sqlite/files',
    'dualgauge:sqlite/functions', 'dualgauge:sqlite/servers', 'dualgauge:templates',
];

/** What `require` gives, by name. */
export const builtins = create(null);
/** The file of each, by name: the full name of its module. */
const files = create(null);
const prefixed = create(null);

/** Loads all of them. `resolve` gives the file of a specifier. */
export async function loadBuiltins(resolve) {
    for (const name of [...PUBLIC, ...PREFIXED]) {
        const specifier = `node:${name}`;
        const namespace = await import(specifier);
        builtins[name] = whole(namespace);
        files[name] = resolve('', specifier);
    }
    for (const name of PREFIXED) prefixed[name] = true;
    for (const specifier of INTERNAL) builtins[specifier] = await import(specifier);
}

/** What `require` gives: the default export, with the named ones that it lacks. */
function whole(namespace) {
    const exported = namespace.default ?? namespace;
    for (const name of keys(namespace)) {
        const lacks = name !== 'default' && name[0] !== '_' && !(name in exported);
        if (lacks && Object.isExtensible(exported)) exported[name] = namespace[name];
    }
    return exported;
}

/** Whether a name is that of a builtin module. */
export function isPublic(name, withPrefix) {
    return files[name] !== undefined && (withPrefix || !prefixed[name]);
}

/** The full name of a builtin's module. */
export function builtinFile(name) {
    return files[name];
}

/** The names of all. */
export const builtinNames = [...PUBLIC, ...PREFIXED];
