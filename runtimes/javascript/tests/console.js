// What the console prints.
const assert = require('assert');
const { Console } = require('console');
const { Writable } = require('stream');

let text = '';
const sink = new Writable({
    write(chunk, encoding, done) {
        text += chunk;
        done();
    },
});
const printed = (act) => {
    text = '';
    act(new Console(sink));
    return text;
};

assert.strictEqual(
    printed((c) => c.log('%s %d %j %o', 'a', 1.5, { b: 1 }, [1])),
    'a 1.5 {"b":1} [ 1, [length]: 1 ]\n',
);
assert.strictEqual(
    printed((c) => c.log([1, , 3], new Map([['k', 1]]), new Set(['s']), null, undefined, -0, 1n)),
    "[ 1, <1 empty item>, 3 ] Map(1) { 'k' => 1 } Set(1) { 's' } null undefined -0 1n\n",
);
assert.strictEqual(
    printed((c) => c.log(Promise.resolve(4), new Promise(() => {}))),
    'Promise { 4 } Promise { <pending> }\n',
);
assert.strictEqual(
    printed((c) => {
        c.group('g');
        c.log('in\nner');
        c.groupEnd();
        c.log('out');
    }),
    'g\n  in\n  ner\nout\n',
);
assert.strictEqual(
    printed((c) => {
        c.count();
        c.count('x');
        c.count();
    }),
    'default: 1\nx: 1\ndefault: 2\n',
);
assert.strictEqual(
    printed((c) => c.assert(false, 'why %s', 'not')),
    'Assertion failed: why not\n',
);
assert.strictEqual(
    printed((c) => c.table([{ a: 1 }, { a: 'x' }])),
    "┌─────────┬─────┐\n│ (index) │ a   │\n├─────────┼─────┤\n│ 0       │ 1   │\n│ 1       │ 'x' │\n└─────────┴─────┘\n",
);
assert.match(
    printed((c) => c.trace('here')),
    /^Trace: here\n {4}at /,
);
assert.throws(() => new Console({}), { code: 'ERR_CONSOLE_WRITABLE_STREAM' });

const written = [];
const { write } = process.stdout;
process.stdout.write = (chunk) => written.push(chunk);
const { log } = console;
log('detached', { a: 1 });
process.stdout.write = write;
assert.deepStrictEqual(written, ['detached { a: 1 }\n']);
console.log('ok');
