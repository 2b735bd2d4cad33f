'use strict';

/** An option that is true or false, false by default. */
function booleanOption(options, key) {
    let value = false;
    if (key in options && typeof (value = options[key]) !== 'boolean') {
        throw new TypeError(`Expected the "${key}" option to be a boolean`);
    }
    return value;
}

/** A parameter that may be missing and is true or false otherwise. */
function booleanArgument(given, missing) {
    if (given.length === 0) return missing;
    if (typeof given[0] !== 'boolean') throw new TypeError('Expected first argument to be a boolean');
    return given[0];
}

module.exports = { booleanOption, booleanArgument };
