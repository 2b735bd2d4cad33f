// Functions that answer at once, later, through a callback, or never.
const fs = require('fs');

// at_once [2] -> 4
function at_once(x) {
    return 2 * x;
}

// promised [2] -> 4
function promised(x) {
    return Promise.resolve(2 * x);
}

// awaited [2] -> 4
async function awaited(x) {
    await null;
    await new Promise((resolve) => setTimeout(resolve, 60_000));
    return 2 * x;
}

// nested [2] -> 4
function nested(x) {
    return new Promise((resolve) => resolve(new Promise((inner) => setImmediate(inner, 2 * x))));
}

// thenable [2] -> 4
function thenable(x) {
    return {
        then(resolve) {
            resolve(2 * x);
        },
    };
}

// called_back [2] -> 4
// called_back [-1] -> {"raised": "RangeError", "message": "negative", "line": 39}
function called_back(x, callback) {
    process.nextTick(() => {
        if (x < 0) callback(new RangeError('negative'));
        else callback(null, 2 * x);
    });
}

// called_back_at_once [2] -> [2, 3]
function called_back_at_once(x, cb) {
    cb(null, x, x + 1);
}

// reads_file [] -> "ENOENT"
function reads_file(done) {
    fs.readFile('/no/such/file', (error) => done(null, error.code));
}

// called_back_arrow ["a"] -> "a!"
const called_back_arrow = (text, callback) => setTimeout(callback, 10, undefined, `${text}!`);

// callback_for_caller [2] -> "undefined"
function callback_for_caller(x, options, callback) {
    return typeof callback;
}

// generated [3] -> [0, 1, 2]
async function generated(n) {
    async function* numbers() {
        for (let i = 0; i < n; i += 1) yield i;
    }
    const all = [];
    for await (const one of numbers()) all.push(one);
    return all;
}

// never [] -> {"raised": "UnsettledPromise", "message": "nothing was left to do, and no result was there", "line": null}
function never() {
    return new Promise(() => {});
}

// never_called_back [] -> {"raised": "UnsettledPromise", "message": "nothing was left to do, and no result was there", "line": null}
function never_called_back(callback) {
    void callback;
}

// unreferenced [] -> {"raised": "UnsettledPromise", "message": "nothing was left to do, and no result was there", "line": null}
function unreferenced() {
    return new Promise((resolve) => setTimeout(resolve, 5).unref());
}

// rejected [] -> {"raised": "TypeError", "message": "no", "line": 89}
function rejected() {
    return Promise.reject(new TypeError('no'));
}

// rejected_later [] -> {"raised": "Error", "message": "later", "line": 95}
async function rejected_later() {
    await new Promise((resolve) => setTimeout(resolve, 1));
    throw new Error('later');
}

// throws [{"a": 1}] -> {"raised": "Uncaught", "message": "{\"a\":1}", "line": null}
// throws ["text"] -> {"raised": "Uncaught", "message": "text", "line": null}
// throws [null] -> {"raised": "Uncaught", "message": "null", "line": null}
// throws [7] -> {"raised": "Uncaught", "message": "7", "line": null}
function throws(what) {
    throw what;
}

// throws_undefined [] -> {"raised": "Uncaught", "message": "null", "line": null}
function throws_undefined() {
    throw undefined;
}

class HttpError extends Error {
    constructor(status, message) {
        super(message);
        this.status = status;
    }
}
class NamedError extends Error {
    constructor(message) {
        super(message);
        this.name = 'Named';
    }
}

// throws_own ["class"] -> {"raised": "HttpError", "message": "not found", "line": 127}
// throws_own ["name"] -> {"raised": "Named", "message": "n", "line": 128}
function throws_own(which) {
    if (which === 'class') throw new HttpError(404, 'not found');
    throw new NamedError('n');
}

// rejected_non_error [] -> {"raised": "Uncaught", "message": "just text", "line": null}
async function rejected_non_error() {
    throw 'just text';
}

// error_in_timer [] -> {"raised": "Error", "message": "in a timer", "line": 139}
function error_in_timer() {
    return new Promise(() => {
        setTimeout(() => { throw new Error('in a timer'); }, 5);
    });
}

// two_ways [] -> "first"
function two_ways(callback) {
    callback(null, 'first');
    callback(null, 'second');
}

// next_call_counts [] -> 1
// next_call_counts [] -> 2
let calls = 0;
function next_call_counts() {
    calls += 1;
    return calls;
}

// missing [{"$result": 6}] -> {"raised": "MissingResult", "message": "call 6 returned nothing to refer to", "line": null}
function missing(x) {
    return x;
}
