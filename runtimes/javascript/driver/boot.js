// The first text that runs, once, while the snapshot is prepared: a script that lets the interpreter find the modules of
// the runtime, and imports the first of them. Everything else is a module.
'use strict';
(() => {
    const driver = globalThis.__dualgauge;
    const host = globalThis.__dualgauge_host;
    delete globalThis.__dualgauge_host;
    // What looks for a function that there isn't must not come to where a candidate can put a getter.
    Object.freeze(Object.setPrototypeOf(host, null));
    hideCallers();

    /** The functions on the stack are nobody's but their own; Node doesn't tell of those in strict code either. */
    function hideCallers() {
        Error.prepareStackTrace = (error, sites) => sites;
        const [site] = new Error().stack;
        Error.prepareStackTrace = undefined;
        const hidden = { getFunction: () => undefined, getThis: () => undefined };
        for (const name of Object.keys(hidden)) {
            Object.defineProperty(Object.getPrototypeOf(site), name, { value: hidden[name], writable: true, enumerable: false, configurable: true });
        }
    }

    /** Where the runtime's own files lie while the snapshot is made. */
    const OURS = '/usr/local/lib/dualgauge/';
    const CRATE = '/usr/local/lib/node-builtins/';

    /** Specifiers whose file has another name. Files of ours come before those of the crate. */
    const NAMED = {
        __proto__: null,
        'assert/strict': 'assert_strict',
        'dns/promises': 'dns_promises',
        'fs/promises': 'fs_promises',
        'internal/fs/promises': 'fs_promises',
        'inspector/promises': 'inspector',
        'path/posix': 'path_posix',
        'path/win32': 'path_win32',
        'readline/promises': 'readline_promises',
        'stream/consumers': 'stream_consumers',
        'stream/promises': 'stream_promises',
        'stream/web': 'stream_web',
        'timers/promises': 'timers_promises',
        'util/types': 'util_types',
        '_tls_wrap': 'tls',
        http_blob: 'fetch-blob-4.0.0',
        http_form_data: 'formdata-polyfill-4.0.10',
        http: 'fetch',
        streams: 'web-streams-polyfill-4.1.0',
        'web-streams-polyfill': 'stream_web',
        webstreams_wrapper: 'webstreams',
        'formdata-node': 'formdata_node',
        web_crypto: 'crypto',
        'base64-js': 'base64',
    };
    /** Modules whose text is written here: the host functions, and what only changes a shape. */
    const WRITTEN = { __proto__: null };
    const read = (file) => host.read_runtime_text(file);

    function firstOf(files, specifier) {
        for (const file of files) {
            if (file in WRITTEN || read(file) !== undefined) return file;
        }
        throw new Error(`the runtime has no module '${specifier}' (looked for ${files.join(', ')})`);
    }

    /** The file of a module of the runtime; undefined for any other name. */
    function ownFile(base, specifier) {
        if (specifier.startsWith('dualgauge:')) {
            return firstOf([`${OURS}driver/${specifier.slice(10)}.js`, `${OURS}modules/${specifier.slice(10)}.js`], specifier);
        }
        if (specifier.startsWith('./') || specifier.startsWith('../')) {
            const folder = base.slice(0, base.lastIndexOf('/') + 1);
            const parts = [];
            for (const part of (folder + specifier).split('/')) {
                if (part === '..') parts.pop();
                else if (part !== '.') parts.push(part);
            }
            return firstOf([parts.join('/')], specifier);
        }
        const internal = '__wasm_rquickjs_builtin/';
        if (specifier.startsWith(internal)) {
            const name = specifier.slice(internal.length);
            const file = NAMED[name] ?? name;
            return firstOf(
                [`${OURS}modules/${file}.js`, `${OURS}natives/${file}.js`, `${CRATE}${file}.js`],
                specifier,
            );
        }
        const name = specifier.startsWith('node:') ? specifier.slice(5) : specifier;
        const file = name === 'http' ? 'http' : (NAMED[name] ?? name);
        return firstOf([`${OURS}modules/${file}.js`, `${CRATE}${file}.js`], specifier);
    }

    /** Small changes to modules of the crate: each says why. What isn't found any more is an error. */
    const patches = JSON.parse(read(`${OURS}modules/patches.json`));
    function patched(file, text) {
        for (const { find, replace, why } of (file.startsWith(CRATE) && patches[file.slice(CRATE.length)]) || []) {
            if (!text.includes(find)) throw new Error(`${file}: nothing to patch (${why})`);
            text = text.replace(find, () => replace);
        }
        return text;
    }

    WRITTEN[`${OURS}driver/host.js`] = 'export const host = globalThis.__dualgauge.host;';
    driver.host = host;
    driver.resolve = ownFile;
    driver.source = (file) => WRITTEN[file] ?? patched(file, read(file));
    driver.rejection = () => {};
    let failed;
    driver.uncaught = (error) => {
        failed ??= error;
    };
    driver.next = () => {
        if (failed) throw failed;
    };
    import('dualgauge:main').catch(driver.uncaught);
})();
