// node:vm, as far as one realm allows. A context is its object: code sees the object's properties and the language's own globals,
// and what it assigns without declaring lands in the object. All contexts share the intrinsics (`Array`, `Function` ...), and
// `let`, `const` and `class` at the top level last for one script. Every text is recorded by the host when it is compiled.
import { host } from 'dualgauge:host';
import { Buffer } from 'node:buffer';
import { invalidType, needString, nodeError, outOfRange } from './net_errors.js';

const contexts = new WeakMap();
const { apply } = Reflect;

/** What code in a context has besides its object: the globals of the language. */
const LANGUAGE = new Set([
    'AggregateError', 'Array', 'ArrayBuffer', 'Atomics', 'BigInt', 'BigInt64Array', 'BigUint64Array', 'Boolean', 'DataView', 'Date',
    'Error', 'EvalError', 'FinalizationRegistry', 'Float32Array', 'Float64Array', 'Function', 'Infinity', 'Int16Array', 'Int32Array',
    'Int8Array', 'Intl', 'Iterator', 'JSON', 'Map', 'Math', 'NaN', 'Number', 'Object', 'Promise', 'Proxy', 'RangeError',
    'ReferenceError', 'Reflect', 'RegExp', 'Set', 'SharedArrayBuffer', 'String', 'Symbol', 'SyntaxError', 'TypeError', 'URIError',
    'Uint16Array', 'Uint32Array', 'Uint8Array', 'Uint8ClampedArray', 'WeakMap', 'WeakRef', 'WeakSet', 'decodeURI',
    'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'eval', 'isFinite', 'isNaN', 'parseFloat', 'parseInt',
    'undefined', 'unescape',
]);

const globalEval = globalThis.eval;
// A `with` can't stand in a module. The text comes through the scope, so that no name of ours is between it and the object.
const evaluateIn = globalEval('(function ($scope) { with ($scope) { return eval($code); } })');

const NAME = '([\\p{ID_Start}$_][\\p{ID_Continue}$]*)';
const ASSIGNED = new RegExp([
    `${NAME}\\s*(?:[-+*/%&|^]|\\*\\*|<<|>>>?|&&|\\|\\||\\?\\?)?=(?![=>])`, `(?:\\+\\+|--)\\s*${NAME}`, `${NAME}\\s*(?:\\+\\+|--)`,
    `\\bvar\\s+${NAME}`, `\\bin\\s+${NAME}`,
].join('|'), 'gu');
const DECLARED = /(?:^|[\n;{}])[ \t]*(?:async[ \t]+)?function\b[ \t]*\*?[ \t]*([\p{ID_Start}$_][\p{ID_Continue}$]*)/gu;
const VARIABLES = /\bvar\s+([^;=\n]+)/gu;

/** The names that a text may assign to. */
function assignedNames(code) {
    const names = new Set();
    for (const match of code.matchAll(ASSIGNED)) names.add(match.slice(1).find((name) => name !== undefined));
    for (const [, list] of code.matchAll(VARIABLES)) for (const name of list.split(',')) names.add(name.trim());
    return names;
}

/** The names of functions that a text may declare at its top level. */
function functionNames(code) {
    return [...new Set([...code.matchAll(DECLARED)].map(([, name]) => name))];
}

/** What code in a context meets when it looks for a name. `$code`, once, is the text itself. */
function scopeOf(object, code, assigned, functions) {
    const hidden = new Set(['$scope', '$code', 'arguments']);
    let isFirst = true;
    return new Proxy(Object.create(null), {
        has(target, name) {
            if (typeof name === 'symbol') return false;
            if (isFirst) return name === 'eval' || name === '$code';
            if (name in object) return true;
            if (functions.has(name)) return false;
            return name === 'globalThis' || LANGUAGE.has(name) || hidden.has(name) || assigned.has(name) || name in globalThis;
        },
        get(target, name) {
            if (name === Symbol.unscopables) return undefined;
            if (isFirst) {
                // The call that compiles the text: first `eval`, then its argument.
                isFirst = name !== '$code';
                return isFirst ? globalEval : code;
            }
            if (name === 'globalThis') return object;
            if (name in object) return object[name];
            return LANGUAGE.has(name) ? globalThis[name] : undefined;
        },
        set(target, name, value) {
            return Reflect.set(object, name, value);
        },
        deleteProperty(target, name) {
            return Reflect.deleteProperty(object, name);
        },
    });
}

function runIn(object, code) {
    const names = functionNames(code).filter((name) => !(name in object));
    // Functions are hoisted: they are in the object before the first statement, as in a context of Node.
    const keep = names.map((name) => `typeof ${name} === "function" && (this.${name} = ${name})`).join(', ');
    const text = names.length ? `void (${keep}); ${code}` : code;
    return apply(evaluateIn, object, [scopeOf(object, text, assignedNames(code), new Set(names))]);
}

function check(code) {
    if (typeof host.syntax === 'function') host.syntax(code);
}

export function isContext(object) {
    if (object === null || (typeof object !== 'object' && typeof object !== 'function')) throw invalidType('object', 'Object', object);
    return contexts.has(object);
}

export function createContext(object = {}, options = {}) {
    if (typeof object === 'symbol') object = {};
    if (object === null || (typeof object !== 'object' && typeof object !== 'function')) {
        throw invalidType('contextObject', 'Object', object);
    }
    if (options === null || typeof options !== 'object') throw invalidType('options', 'Object', options);
    if (!contexts.has(object)) contexts.set(object, { name: options.name ?? 'VM Context 1', options });
    return object;
}

function needContext(object) {
    if (object === null || typeof object !== 'object' && typeof object !== 'function') {
        throw invalidType('contextifiedObject', 'Object', object);
    }
    if (!contexts.has(object)) {
        throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE',
            'The "contextifiedObject" argument must be an vm.Context. Received an instance of Object');
    }
}

function needRunOptions(options) {
    if (options === null || (typeof options !== 'object' && typeof options !== 'string')) throw invalidType('options', 'Object', options);
    const { timeout } = options;
    if (timeout !== undefined && !(Number.isInteger(timeout) && timeout > 0)) {
        if (typeof timeout !== 'number') throw invalidType('options.timeout', 'number', timeout);
        throw outOfRange('options.timeout', '>= 1 && <= 4294967295', timeout);
    }
}

/** A text to be run, any number of times. */
export class Script {
    #code;

    constructor(code, options = {}) {
        this.#code = `${code}`;
        if (typeof options === 'string') options = { filename: options };
        if (options === null || typeof options !== 'object') throw invalidType('options', 'Object', options);
        if (options.filename !== undefined) needString(options.filename, 'options.filename');
        check(this.#code);
        this.cachedDataRejected = options.cachedData ? false : undefined;
        this.sourceMapURL = /\/\/[#@] sourceMappingURL=(\S+)\s*$/.exec(this.#code)?.[1];
    }

    runInThisContext(options = {}) {
        needRunOptions(options);
        return globalEval(this.#code);
    }

    runInContext(object, options = {}) {
        needContext(object);
        needRunOptions(options);
        return runIn(object, this.#code);
    }

    runInNewContext(object, options = {}) {
        return this.runInContext(createContext(object, contextOptions(options)), options);
    }

    createCachedData() {
        return Buffer.alloc(0);
    }
}

function contextOptions(options) {
    return typeof options === 'string' ? {} : { name: options?.contextName, codeGeneration: options?.contextCodeGeneration };
}

export function createScript(code, options) {
    return new Script(code, options);
}

export function runInThisContext(code, options) {
    return new Script(code, options).runInThisContext(options);
}

export function runInContext(code, object, options) {
    needContext(object);
    return new Script(code, options).runInContext(object, options);
}

export function runInNewContext(code, object, options) {
    return new Script(code, options).runInNewContext(object, options);
}

export function compileFunction(code, parameters = [], options = {}) {
    needString(code, 'code');
    if (!Array.isArray(parameters)) throw invalidType('params', 'Array', parameters);
    for (const [index, name] of parameters.entries()) needString(name, `params[${index}]`);
    const { parsingContext, contextExtensions = [] } = options;
    if (parsingContext === undefined && !contextExtensions.length) return new Function(...parameters, code);
    if (parsingContext !== undefined) needContext(parsingContext);
    const object = parsingContext ?? globalThis;
    const extended = contextExtensions.length ? Object.assign(Object.create(object), ...contextExtensions) : object;
    const text = `(function (${parameters.join(',')}\n) {\n${code}\n})`;
    return apply(evaluateIn, object, [scopeOf(extended, text, assignedNames(code), new Set())]);
}

export async function measureMemory() {
    throw nodeError(Error, 'ERR_CONTEXT_NOT_INITIALIZED', 'context used is not initialized');
}

export const constants = Object.freeze(Object.assign(Object.create(null), {
    USE_MAIN_CONTEXT_DEFAULT_LOADER: Symbol('vm_dynamic_import_main_context_default'),
}));

export default {
    Script, compileFunction, constants, createContext, createScript, isContext, measureMemory, runInContext, runInNewContext,
    runInThisContext,
};
