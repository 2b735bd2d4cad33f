/** Node's global names, installed while the snapshot is prepared. */
import { uncaught } from './process_state.js';

const HIDDEN = { writable: true, enumerable: false, configurable: true };
const SHOWN = { writable: true, enumerable: true, configurable: true };

/**
 * Where each name comes from, in the order in which the modules can be loaded: some use globals of earlier ones at once.
 * A name given as `[global, exported]` is exported under another one; `default` is the default export.
 */
const SOURCES = [
    ['node:events', HIDDEN, ['Event', 'EventTarget', 'CustomEvent']],
    ['__wasm_rquickjs_builtin/abort_controller', HIDDEN, ['AbortController', 'AbortSignal', 'DOMException']],
    [
        '__wasm_rquickjs_builtin/timeout',
        SHOWN,
        ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate'],
    ],
    ['node:process', HIDDEN, [['process', 'default']]],
    ['node:buffer', HIDDEN, ['Buffer']],
    ['node:url', HIDDEN, ['URL', 'URLSearchParams']],
    ['__wasm_rquickjs_builtin/console', HIDDEN, [['console', 'default']]],
    [
        '__wasm_rquickjs_builtin/webstreams_wrapper',
        HIDDEN,
        [
            'ByteLengthQueuingStrategy',
            'CountQueuingStrategy',
            'ReadableByteStreamController',
            'ReadableStream',
            'ReadableStreamBYOBReader',
            'ReadableStreamBYOBRequest',
            'ReadableStreamDefaultController',
            'ReadableStreamDefaultReader',
            'TransformStream',
            'TransformStreamDefaultController',
            'WritableStream',
            'WritableStreamDefaultController',
            'WritableStreamDefaultWriter',
        ],
    ],
    ['__wasm_rquickjs_builtin/encoding', HIDDEN, ['TextDecoder', 'TextEncoder', 'TextDecoderStream', 'TextEncoderStream']],
    ['__wasm_rquickjs_builtin/http_blob', HIDDEN, ['Blob', 'File']],
    ['__wasm_rquickjs_builtin/intl', HIDDEN, ['Intl']],
    ['node:perf_hooks', SHOWN, ['performance']],
    [
        'node:perf_hooks',
        HIDDEN,
        [
            'Performance',
            'PerformanceEntry',
            'PerformanceMark',
            'PerformanceMeasure',
            'PerformanceObserver',
            'PerformanceObserverEntryList',
            'PerformanceResourceTiming',
        ],
    ],
    ['__wasm_rquickjs_builtin/structured_clone', SHOWN, [['structuredClone', 'default']]],
    ['node:worker_threads', HIDDEN, ['MessageChannel', 'MessagePort', 'BroadcastChannel']],
    ['__wasm_rquickjs_builtin/http_form_data', HIDDEN, ['FormData']],
    ['__wasm_rquickjs_builtin/http', SHOWN, ['fetch']],
    ['__wasm_rquickjs_builtin/http', HIDDEN, ['Headers', 'Request', 'Response']],
    ['__wasm_rquickjs_builtin/web_crypto', SHOWN, [['crypto', 'webcrypto']]],
];

const then = Function.prototype.call.bind(Promise.prototype.then);

function install(name, value, attributes) {
    Object.defineProperty(globalThis, name, { value, ...attributes });
}

/** `queueMicrotask`, whose errors are uncaught exceptions instead of rejections. */
function makeQueueMicrotask(ERR_INVALID_ARG_TYPE) {
    const settled = Promise.resolve();
    return function queueMicrotask(callback) {
        if (typeof callback !== 'function') throw new ERR_INVALID_ARG_TYPE('callback', 'function', callback);
        then(settled, () => {
            try {
                callback();
            } catch (error) {
                uncaught(error, 'uncaughtException');
            }
        });
    };
}

/** `btoa` and `atob`, whose only error is a DOMException. */
function makeBase64(convert, name, why) {
    return {
        [name](text) {
            if (arguments.length === 0) {
                throw Object.assign(new TypeError('The "input" argument must be specified'), { code: 'ERR_MISSING_ARGS' });
            }
            const converted = convert(`${text}`);
            if (converted === undefined) throw new globalThis.DOMException(why, 'InvalidCharacterError');
            return converted;
        },
    }[name];
}

async function load(specifier) {
    try {
        return await import(specifier);
    } catch (error) {
        error.message = `${specifier}: ${error.message}`;
        throw error;
    }
}

/** Installs everything; a module or name that is missing is an error that names it. */
export async function installGlobals() {
    install('global', globalThis, SHOWN);
    const { ERR_INVALID_ARG_TYPE } = await load('__wasm_rquickjs_builtin/internal/errors');
    install('queueMicrotask', makeQueueMicrotask(ERR_INVALID_ARG_TYPE), SHOWN);
    const { atob_raw: decode, btoa_raw: encode } = await load('__wasm_rquickjs_builtin/base64_native');
    install('atob', makeBase64(decode, 'atob', 'The string to be decoded is not correctly encoded.'), SHOWN);
    install('btoa', makeBase64(encode, 'btoa', 'Invalid character'), SHOWN);
    for (const [specifier, attributes, names] of SOURCES) {
        const exports = await load(specifier);
        for (const name of names) {
            const [global, exported] = Array.isArray(name) ? name : [name, name];
            if (exports[exported] === undefined) throw new Error(`${specifier} has no export ${exported}`);
            install(global, exports[exported], attributes);
        }
        if (specifier === 'node:process') {
            const { installStreams } = await load('__wasm_rquickjs_builtin/internal/process/stdio');
            installStreams(exports.default);
        }
    }
    // What the crate's modules leave for each other while they load.
    for (const name of Object.getOwnPropertyNames(globalThis)) if (name.startsWith('__wasm_rquickjs_')) delete globalThis[name];
    const { installLocaleMethods } = await load('__wasm_rquickjs_builtin/internal/locale_methods');
    installLocaleMethods();
}
