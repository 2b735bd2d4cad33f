'use strict';
const { bytesOf, fits } = require('dualgauge:sqlite/core');

/** The letter and the value that stand for a value in a call of the host. */
function converted(value) {
    switch (typeof value) {
        case 'number':
            return ['f', value];
        case 'bigint':
            if (!fits(value)) throw new RangeError('The bound string, buffer, or bigint is too big');
            return ['i', value.toString()];
        case 'string':
            return ['t', value];
        case 'undefined':
            return ['n', null];
        default:
            if (value === null) return ['n', null];
            if (ArrayBuffer.isView(value)) return ['b', bytesOf(value)];
            throw new TypeError('SQLite3 can only bind numbers, strings, bigints, buffers, and null');
    }
}

function isPlain(value) {
    const prototype = Object.getPrototypeOf(value);
    return prototype === Object.prototype || prototype === null;
}

/** Collects the values of one run. */
class Binder {
    #parameters;
    /** Numbers of the parameters by name, without the prefix, in order. */
    #named;
    #values = new Map();
    #last = 0;
    #count = 0;

    constructor(parameters) {
        this.#parameters = parameters;
        this.#named = new Map();
        parameters.forEach((name, index) => {
            if (name !== undefined) this.#named.set(name.slice(1), index + 1);
        });
    }

    /** Takes the arguments of a call and binds them. */
    bind(statement, given) {
        let hadObject = false;
        for (const value of given) {
            if (Array.isArray(value)) {
                for (const item of value) this.#next(item);
            } else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && isPlain(value)) {
                if (hadObject) {
                    throw new TypeError('You cannot specify named parameters in two different objects');
                }
                hadObject = true;
                this.#takeNamed(value);
            } else {
                const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
                if (isObject && !ArrayBuffer.isView(value) && this.#named.size > 0) {
                    throw new TypeError('Named parameters can only be passed within plain objects');
                }
                this.#next(value);
            }
        }
        if (this.#count < this.#parameters.length) {
            if (!hadObject && this.#named.size > 0) throw new TypeError('Missing named parameters');
            throw new RangeError('Too few parameter values were provided');
        }
        if (this.#count > this.#parameters.length) {
            throw new RangeError('Too many parameter values were provided');
        }
        this.#send(statement);
    }

    #next(value) {
        do this.#last += 1;
        while (this.#parameters[this.#last - 1] !== undefined);
        const pair = converted(value);
        if (this.#last > this.#parameters.length) throw new RangeError('Too many parameter values were provided');
        this.#values.set(this.#last, pair);
        this.#count += 1;
    }

    #takeNamed(object) {
        for (const [name, index] of this.#named) {
            if (!Object.prototype.hasOwnProperty.call(object, name)) {
                throw new RangeError(`Missing named parameter "${name}"`);
            }
            this.#values.set(index, converted(object[name]));
            this.#count += 1;
        }
    }

    #send(statement) {
        let kinds = '';
        const values = [];
        for (let index = 1; index <= this.#parameters.length; index += 1) {
            const [kind, value] = this.#values.get(index);
            kinds += kind;
            values.push(value);
        }
        statement.bind(1, kinds, values);
    }
}

module.exports = { Binder };
