'use strict';
const { AGGREGATE, DETERMINISTIC, DIRECT_ONLY, SCALAR, WINDOW } = require('dualgauge:sqlite/functions');
const { attempt } = require('./error.js');
const { booleanOption } = require('./options.js');

const MOST_ARGUMENTS = 100;

function common(inner, options, count) {
    const deterministic = booleanOption(options, 'deterministic');
    const directOnly = booleanOption(options, 'directOnly');
    return {
        count: booleanOption(options, 'varargs') ? -1 : count,
        flags: (deterministic ? DETERMINISTIC : 0) | (directOnly ? DIRECT_ONLY : 0),
        wide: 'safeIntegers' in options ? booleanOption(options, 'safeIntegers') : inner.wide,
    };
}

function checkName(name) {
    if (typeof name !== 'string') throw new TypeError('Expected first argument to be a string');
    if (!name) throw new TypeError('User-defined function name cannot be an empty string');
}

function checkCount(count) {
    if (!Number.isInteger(count) || count < 0) {
        throw new TypeError('Expected function.length to be a positive integer');
    }
    if (count > MOST_ARGUMENTS) throw new RangeError('User-defined functions cannot have more than 100 arguments');
}

function define(inner, name, kind, settings, methods) {
    inner.requireOpen();
    inner.requireIdle();
    inner.requireNoIterators(true);
    const unfit = () => new TypeError(`User-defined function ${name}() returned an invalid value`);
    attempt(() => inner.connection.define(name, { ...settings, kind, methods: { ...methods, unfit } }));
}

/** `db.function`. */
function defineFunction(inner, name, options, work) {
    if (options === null || options === undefined) options = {};
    if (typeof options === 'function') [work, options] = [options, {}];
    if (typeof name !== 'string') throw new TypeError('Expected first argument to be a string');
    if (typeof work !== 'function') throw new TypeError('Expected last argument to be a function');
    if (typeof options !== 'object') throw new TypeError('Expected second argument to be an options object');
    checkName(name);
    const settings = common(inner, options, work.length);
    if (settings.count >= 0) checkCount(settings.count);
    define(inner, name, SCALAR, settings, { result: (values) => work(...values) });
}

function functionOption(options, key, required) {
    const value = key in options ? options[key] : null;
    if (typeof value === 'function') return value;
    if (value !== null && value !== undefined) throw new TypeError(`Expected the "${key}" option to be a function`);
    if (required) throw new TypeError(`Missing required option "${key}"`);
    return null;
}

/** `db.aggregate`. */
function defineAggregate(inner, name, options) {
    if (typeof name !== 'string') throw new TypeError('Expected first argument to be a string');
    if (typeof options !== 'object' || options === null) {
        throw new TypeError('Expected second argument to be an options object');
    }
    checkName(name);
    const start = 'start' in options ? options.start : null;
    const step = functionOption(options, 'step', true);
    const inverse = functionOption(options, 'inverse', false);
    const finish = functionOption(options, 'result', false);
    const count = Math.max(step.length, inverse === null ? 0 : inverse.length, 1) - 1;
    const settings = common(inner, options, count);
    if (settings.count >= 0) checkCount(settings.count);
    const sums = new Map();
    const sumOf = (group) => {
        if (!sums.has(group)) sums.set(group, typeof start === 'function' ? start() : start);
        return sums.get(group);
    };
    const take = (work, group, values) => {
        const next = work(sumOf(group), ...values);
        if (next !== undefined) sums.set(group, next);
    };
    const value = (group) => (finish === null ? sumOf(group) : finish(sumOf(group)));
    define(inner, name, inverse === null ? AGGREGATE : WINDOW, settings, {
        step: (group, values) => take(step, group, values),
        inverse: (group, values) => take(inverse, group, values),
        value,
        final: (group) => {
            const last = value(group);
            sums.delete(group);
            return last;
        },
    });
}

module.exports = { defineAggregate, defineFunction };
