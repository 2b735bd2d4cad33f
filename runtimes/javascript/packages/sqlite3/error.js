'use strict';
const { Failure } = require('dualgauge:sqlite/core');
const { PRIMARY_CODES, primaryName } = require('dualgauge:sqlite/codes');

/** An error as this library gives it: the code's name before the message, and its number. */
function errorOf(code, message) {
    const name = primaryName(code);
    const error = new Error(`${name}: ${message}`);
    error.errno = code & 0xff;
    error.code = name;
    return error;
}

/** The same for what SQLite refused; anything else is thrown on. */
function converted(failure) {
    if (!(failure instanceof Failure)) throw failure;
    return errorOf(failure.code, failure.message);
}

const misuse = (message) => errorOf(PRIMARY_CODES.MISUSE, message);
const busy = (message) => errorOf(PRIMARY_CODES.BUSY, message);

module.exports = { busy, converted, misuse };
