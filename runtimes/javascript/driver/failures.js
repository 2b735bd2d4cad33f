// Errors that the candidate let through, as the record tells them.

import { errorMessage, errorName, encode } from './encode.js';
import { isProxy } from 'dualgauge:kinds';
import * as p from './primordials.js';

const MAX_MESSAGE = 4096;
/** How many prototypes are looked at. */
const MAX_ABOVE = 100;

/** An exception as `{type_name, message, line}` in JSON. `file` is the candidate's. */
export function described(thrown, file) {
    const isError = inherits(thrown);
    const type = isError ? errorName(thrown) : 'Uncaught';
    const message = isError ? errorMessage(thrown) : safely(thrown);
    const line = isError ? lineOf(thrown, file) : undefined;
    return (
        '{"type_name":' + text(type, 200) + ',"message":' + text(message, MAX_MESSAGE) +
        ',"line":' + (line === undefined ? 'null' : p.numberText(line)) + '}'
    );
}

/** Whether it is an error, or stands on one as what old code makes does. `instanceof` is for anyone to answer. */
function inherits(thrown) {
    if (typeof thrown !== 'object' || thrown === null) return false;
    if (p.isError(thrown)) return true;
    let above = thrown;
    for (let i = 0; i < MAX_ABOVE && above !== null && !isProxy(above); i += 1) {
        if (above === p.ERROR_PROTOTYPE) return true;
        above = p.getPrototypeOf(above);
    }
    return false;
}

function safely(thrown) {
    try {
        return typeof thrown === 'string' ? thrown : encode(thrown);
    } catch {
        return 'an object that can\'t be read';
    }
}

function text(value, max) {
    return p.quoteJson(p.toWellFormed(p.slice(value, 0, max)));
}

/** The most classes that an error's class is looked for in. */
const MAX_CLASSES = 10;

/** The names of an error's class and of those above it. */
function classNames(error) {
    const names = p.create(null);
    try {
        let prototype = p.getPrototypeOf(error);
        for (let i = 0; i < MAX_CLASSES && prototype !== null && !isProxy(prototype); i += 1) {
            const made = p.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
            const name = typeof made === 'function' ? p.getOwnPropertyDescriptor(made, 'name')?.value : undefined;
            if (typeof name === 'string') names[name] = true;
            prototype = p.getPrototypeOf(prototype);
        }
    } catch {
        // It is known by what could be read.
    }
    return names;
}

/** The candidate's line that threw: the first of its file in the stack that isn't in a constructor of the error itself. */
export function lineOf(error, file) {
    let stack;
    try {
        ({ stack } = error);
    } catch {
        return undefined;
    }
    if (typeof stack !== 'string') return undefined;
    const constructors = classNames(error);
    let inConstructor;
    let from = 0;
    for (;;) {
        const at = p.indexOf(stack, file + ':', from);
        if (at < 0) return inConstructor;
        let line = 0;
        let i = at + file.length + 1;
        for (; i < stack.length; i += 1) {
            const digit = p.charCodeAt(stack, i) - 48;
            if (!(digit >= 0 && digit <= 9)) break;
            line = line * 10 + digit;
        }
        from = at + 1;
        if (!(line > 0 && line < 2 ** 31)) continue;
        // `    at Name (` stands before the file.
        const frame = p.lastIndexOf(p.slice(stack, 0, at), '    at ') + 7;
        const name = frame < 7 || frame > at - 2 ? '' : p.slice(stack, frame, at - 2);
        if (constructors[name] !== true) return line;
        inConstructor ??= line;
    }
}
