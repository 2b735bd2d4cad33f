// Modules of candidates and packages: CommonJS and ES modules, found as Node finds them.

import { host } from 'dualgauge:host';
import { builtins, isPublic } from './builtins.js';
import { candidateText } from './candidate_text.js';
import { findInPackages, joined, moduleKind, resolvePath } from './resolution.js';
import { isRuntime, readFileText } from './files.js';
import { changed } from './package_changes.js';
import { apply, charCodeAt, create, defineProperty, indexOf, keys, parseJson, quoteJson, slice, startsWith, then } from './primordials.js';
import { isPromise } from 'dualgauge:kinds';

/** Modules by path: CommonJS, and the facades of ES modules. */
const cache = create(null);
/** Packages' modules that were loaded before the candidate began: they come into the cache when they are asked for. */
const loaded = create(null);

/** Lets the cache look as if nothing was loaded yet. */
export function hideLoaded() {
    for (const path of keys(cache)) {
        loaded[path] = cache[path];
        delete cache[path];
    }
}

/** A module that was loaded before. */
function known(path) {
    const module = cache[path];
    if (module !== undefined || loaded[path] === undefined) return module;
    cache[path] = loaded[path];
    delete loaded[path];
    return cache[path];
}
/** Names that a module's text may export by. */
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
const test = Function.prototype.call.bind(RegExp.prototype.test);
const RESERVED = new Set(
    ('default new delete in of class var let const function if else for while do switch case break continue return throw ' +
        'try catch finally typeof instanceof void with yield await enum export import super this null true false static ' +
        'implements interface package private protected public eval arguments').split(' '),
);
const isReserved = Set.prototype.has.bind(RESERVED);

function Module(id, parent) {
    this.id = id;
    this.path = id.slice(0, id.lastIndexOf('/')) || '/';
    this.exports = {};
    this.filename = id;
    this.loaded = false;
    this.children = [];
    this.paths = [];
    defineProperty(this, 'parent', { __proto__: null, value: parent, writable: true, configurable: true, enumerable: false });
}
Module.prototype.require = function require(id) {
    return requireFrom(this, id, false);
};

function missing(id, from) {
    const error = new Error(`Cannot find module '${id}'${from ? `\nRequire stack:\n- ${from}` : ''}`);
    error.code = 'MODULE_NOT_FOUND';
    error.requireStack = from ? [from] : [];
    return error;
}

/** The name of a builtin for `fs` or `node:fs`; undefined for anything else. */
function builtinName(id) {
    const name = startsWith(id, 'node:') ? id.slice(5) : id;
    return isPublic(name, name !== id) ? name : undefined;
}

function unknownBuiltin(id) {
    const error = new Error(`No such built-in module: ${id}`);
    error.code = 'ERR_UNKNOWN_BUILTIN_MODULE';
    return error;
}

function resolveFrom(from, id, conditions) {
    const found = resolvePath(from, id, conditions) ?? findInPackages(from, id, conditions);
    if (found === undefined) throw missing(id, from);
    return found;
}

function requireFrom(parent, id, isInner) {
    if (typeof id !== 'string') {
        const error = new TypeError(
            `The "id" argument must be of type string. Received ${id === null ? 'null' : typeof id}`,
        );
        error.code = 'ERR_INVALID_ARG_TYPE';
        throw error;
    }
    if (id === '') {
        const error = new TypeError("The argument 'id' must be a non-empty string. Received ''");
        error.code = 'ERR_INVALID_ARG_VALUE';
        throw error;
    }
    const name = builtinName(id);
    if (name !== undefined) return builtins[name];
    if (startsWith(id, 'node:')) throw unknownBuiltin(id);
    // Packages of the runtime's own stand on modules that nobody else is given; a module's fields are for anyone to set.
    if (isInner && startsWith(id, 'dualgauge:')) return builtins[id];
    return loadFile(resolveFrom(parent.filename, id, REQUIRE), parent);
}

/** The text of a module as it is run. */
const textOf = (path) => (isRuntime(path) ? changed(path, readFileText(path)) : readFileText(path));

const REQUIRE = ['node', 'require', 'module-sync', 'default'];
const IMPORT = ['node', 'import', 'module-sync', 'default'];

/** Loads a file as `require` does and gives its exports. */
function loadFile(path, parent, begins) {
    const before = known(path);
    if (before !== undefined) return before.exports;
    const kind = moduleKind(path);
    const module = new Module(path, parent);
    if (kind === 'module') {
        const namespace = namespaceOf(path);
        // A module may say what `require` is to give.
        module.exports = 'module.exports' in namespace ? namespace['module.exports'] : namespace;
        module.loaded = true;
        cache[path] = module;
        return module.exports;
    }
    if (kind === 'native') {
        const error = new Error(`${path}: native addons can't be loaded`);
        error.code = 'ERR_DLOPEN_FAILED';
        throw error;
    }
    cache[path] = module;
    if (begins) {
        module.id = '.';
        begins(module);
    }
    if (parent) apply(push, parent.children, [module]);
    try {
        if (kind === 'json') module.exports = jsonOf(path);
        else runCommonJs(module, textOf(path), path);
        module.loaded = true;
    } catch (error) {
        delete cache[path];
        throw error;
    }
    return module.exports;
}
const push = Array.prototype.push;

function jsonOf(path) {
    try {
        return parseJson(readFileText(path));
    } catch (error) {
        error.message = `${path}: ${error.message}`;
        throw error;
    }
}

/** A text whose first line, if that names an interpreter, is a comment. */
const commented = (text) => (startsWith(text, '#!') ? '//' + slice(text, 2) : text);

/** Whether a text begins, after spaces and comments, with the directive that makes it strict. */
function isStrict(text) {
    let at = startsWith(text, '#!') ? lineEnd(text, 0) : 0;
    for (;;) {
        const unit = charCodeAt(text, at);
        if (unit === 32 || (unit >= 9 && unit <= 13)) at += 1;
        else if (startsWith(text, '//', at)) at = lineEnd(text, at);
        else if (startsWith(text, '/*', at)) {
            const end = indexOf(text, '*/', at + 2);
            if (end < 0) return false;
            at = end + 2;
        } else return startsWith(text, "'use strict'", at) || startsWith(text, '"use strict"', at);
    }
}

function lineEnd(text, from) {
    const end = indexOf(text, '\n', from);
    return end < 0 ? text.length : end + 1;
}

/** Runs a CommonJS text. What stands before it stays on its first line, so that lines hold. */
function runCommonJs(module, text, path, extra) {
    const names = ['exports', 'require', 'module', '__filename', '__dirname'];
    const values = [module.exports, requireFor(module, isRuntime(path)), module, path, module.path];
    let head = isStrict(text) ? '"use strict";' : '';
    if (extra) {
        for (const name of keys(extra.parameters)) {
            apply(push, names, [name]);
            apply(push, values, [extra.parameters[name]]);
        }
        head += extra.head;
    }
    const wrapped = `(function (${names.join(', ')}) {${head}${commented(text)}\n})`;
    const compiled = host.evaluate(wrapped, path);
    return apply(compiled, module.exports, values);
}

/** The `require` of a module. */
function requireFor(module, isInner = false) {
    const require = (id) => requireFrom(module, id, isInner);
    require.resolve = (id, options) => {
        const name = builtinName(id);
        if (name !== undefined) return id;
        const from = options?.paths?.length ? `${options.paths[0]}/x.js` : module.filename;
        return resolveFrom(from, id, REQUIRE);
    };
    require.resolve.paths = () => [];
    require.cache = cache;
    require.main = mainModule;
    require.extensions = { __proto__: null, '.js': undefined, '.json': undefined };
    return require;
}

let mainModule;
/** Says which module a program begins with; `undefined` for a candidate that is called. */
export function setMain(module) {
    mainModule = module;
}

/** `module.createRequire`. */
export function createRequire(from) {
    let path = typeof from === 'string' ? from : from.href;
    if (startsWith(path, 'file://')) path = decodeURIComponent(path.slice(7));
    if (path.endsWith('/')) path += 'noop.js';
    return requireFor(new Module(path, undefined));
}

/** The names of the builtin modules. */
export { builtinNames } from './builtins.js';

let receive;
/** The namespace of an ES module that is evaluated to its end, as `require(esm)` needs it. */
function namespaceOf(path) {
    let namespace;
    let evaluated;
    const outer = receive;
    receive = (found) => {
        namespace = found;
    };
    try {
        evaluated = host.evaluate_module(
            'import * as ns from ' + quoteJson(path) + "; import { deliver } from 'dualgauge:facade'; deliver(ns);",
            'node:internal/require_esm',
        );
    } finally {
        // Modules require each other while they are evaluated.
        receive = outer;
    }
    if (namespace !== undefined) return namespace;
    if (isPromise(evaluated)) {
        const details = host.promise_details(evaluated);
        if (details[0] === REJECTED) {
            // It is thrown, so nobody else needs to handle it.
            then(evaluated, undefined, () => {});
            throw details[1];
        }
    }
    const error = new Error('require() cannot be used on an ES Module with top-level await: ' + path);
    error.code = 'ERR_REQUIRE_ASYNC_MODULE';
    throw error;
}
const REJECTED = 2;
/** Takes the namespace that `namespaceOf` asks for. */
export function deliver(namespace) {
    receive?.(namespace);
}

/** What a facade of a CommonJS module exports. */
export function exportsOf(path) {
    return loadFile(path, undefined);
}

/** A text that exports what a CommonJS module or a JSON file exports. */
function facade(path, exports) {
    let text = `import { exportsOf } from 'dualgauge:facade'; const m = exportsOf(${JSON.stringify(path)}); export default m;`;
    if (exports !== null && (typeof exports === 'object' || typeof exports === 'function') && moduleKind(path) !== 'json') {
        for (const key of keys(exports)) {
            if (test(IDENTIFIER, key) && !isReserved(key) && key !== 'm' && key !== 'exportsOf') text += `export const ${key} = m.${key};`;
        }
    }
    return text;
}

const FACADE = 'dualgauge:facade';
/** Answers the interpreter: the full name of an imported module. */
export function resolveImport(base, specifier) {
    if (specifier === FACADE || specifier === 'dualgauge:counters') return specifier;
    if (startsWith(specifier, 'file://')) specifier = decodeURIComponent(specifier.slice(7));
    const name = builtinName(specifier);
    if (name !== undefined) return `node:${name}`;
    if (startsWith(specifier, 'node:')) throw unknownBuiltin(specifier);
    const from = startsWith(base, '/') ? base : '/app/eval.js';
    try {
        return resolveFrom(from, specifier, IMPORT);
    } catch (error) {
        error.code = 'ERR_MODULE_NOT_FOUND';
        error.message = `Cannot find ${/^[./]/.test(specifier) ? 'module' : 'package'} '${specifier}' imported from ${from}`;
        throw error;
    }
}

/** An ES module's text. What fills its `import.meta` stays on its first line, so that lines hold. */
export function moduleText(path, text) {
    const body = commented(text);
    if (indexOf(text, 'import.meta') < 0) return body;
    return `import { fillMeta as __dualgauge_meta } from '${FACADE}'; __dualgauge_meta(import.meta, ${JSON.stringify(path)}); ${body}`;
}

const PATH = /^\.{0,2}\//;
/** What Node says in `import.meta`. */
export function fillMeta(meta, path) {
    meta.dirname = path.slice(0, path.lastIndexOf('/')) || '/';
    meta.filename = path;
    meta.resolve = (specifier) => {
        const wanted = `${specifier}`;
        // A path need not lead to a file.
        const found = test(PATH, wanted) ? joined(meta.dirname, wanted) : resolveImport(path, wanted);
        return startsWith(found, '/') ? fileUrl(found) : found;
    };
    meta.url = fileUrl(path);
}

const fileUrl = (path) => `file://${encodeURI(path).replaceAll('?', '%3F').replaceAll('#', '%23')}`;

/** Answers the interpreter: the text of an imported module. */
export function sourceOf(path) {
    const text = candidateText(path);
    if (text !== undefined) return text;
    const kind = moduleKind(path);
    if (kind === 'module') return moduleText(path, textOf(path));
    return facade(path, loadFile(path, undefined));
}

export { Module, loadFile, runCommonJs };
