'use strict';
const { bytesOf, fits } = require('dualgauge:sqlite/core');

/** Pairs of a letter and a value for the host, by number or name of the parameter. */
function converted(value) {
    switch (typeof value) {
        case 'number':
            return Number.isInteger(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? ['i', value] : ['f', value];
        case 'bigint':
            return fits(value) ? ['i', value.toString()] : ['t', value.toString()];
        case 'string':
            return ['t', value];
        case 'boolean':
            return ['i', value ? 1 : 0];
        case 'undefined':
            return ['n', null];
        default:
            if (value === null) return ['n', null];
            if (ArrayBuffer.isView(value)) return ['b', bytesOf(value)];
            if (value instanceof Date) return ['f', value.valueOf()];
            return ['t', String(value)];
    }
}

function isNamed(value) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    return !(ArrayBuffer.isView(value) || value instanceof Date || value instanceof RegExp);
}

/** The parameters of a call: a list of values, one list of them, or an object with names. */
function parametersOf(given) {
    if (given.length === 0) return [];
    if (Array.isArray(given[0])) return given[0].map((value, index) => [index + 1, converted(value)]);
    if (!isNamed(given[0])) return given.map((value, index) => [index + 1, converted(value)]);
    const object = given[0];
    return Object.keys(object).map((key) => {
        const place = /^\d+$/.test(key) ? Number(key) : key;
        return [place, converted(object[key])];
    });
}

/** Splits the arguments of a call into values and callbacks, which stand at the end. */
function split(given, callbacks) {
    const values = [...given];
    const found = [];
    while (found.length < callbacks && typeof values[values.length - 1] === 'function') found.unshift(values.pop());
    // `undefined` in the callback's place is no value.
    if (found.length === 0 && values.length > 0 && values[values.length - 1] === undefined) values.pop();
    return [parametersOf(values), found];
}

module.exports = { split };
